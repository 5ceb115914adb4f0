/** The pictograms of the notice, drawn for this project. */
import type { Picture } from '../platform/pdf/picture.ts'
import { readSvg } from '../platform/pdf/svg-picture.ts'

const LINE = 'fill="none" stroke="#000" stroke-linecap="round" stroke-linejoin="round"'

export const informationIcon = icon(
  '0 0 11 11',
  `<g ${LINE} stroke-width=".9"><circle cx="5.5" cy="5.5" r="4.95"/><path d="M4.6 5h1v3M4.4 8.1h2.3"/></g>
   <circle cx="5.3" cy="3" r=".75"/>`,
)

/** A screen and a telephone before it. */
export const devicesIcon = icon(
  '0 0 29 27',
  `<g ${LINE} stroke-width="1.2">
     <path d="M3 18V5.2C3 4 3.8 3.2 5 3.2h17.5c1.2 0 2 .8 2 2V9"/>
     <path d="M.8 18h16.4M.8 18v1.2c0 1.3 1 2.3 2.3 2.3h14.1"/>
     <rect x="19.4" y="11.4" width="8.8" height="14.4" rx="1.8"/><path d="M22.9 23.3h1.8"/>
   </g>`,
)

/** Three places on one way. */
export const placesIcon = icon(
  '0 0 31 31',
  `<g ${LINE} stroke-width="1.2">
     <path d="M15.5 14.8c-3-3.2-4.8-5.4-4.8-8a4.8 4.8 0 0 1 9.6 0c0 2.6-1.8 4.8-4.8 8z"/>
     <circle cx="15.5" cy="6.8" r="1.5"/>
     <path d="M6 25.2c-3-3.2-4.8-5.4-4.8-8a4.8 4.8 0 0 1 9.6 0c0 2.6-1.8 4.8-4.8 8z"/>
     <circle cx="6" cy="17.2" r="1.5"/>
     <path d="M25 28.6c-3-3.2-4.8-5.4-4.8-8a4.8 4.8 0 0 1 9.6 0c0 2.6-1.8 4.8-4.8 8z"/>
     <circle cx="25" cy="20.6" r="1.5"/>
     <path d="M8.3 5.4A13 13 0 0 0 4 9.3M22.8 5.4a13 13 0 0 1 4.5 6.6M9.6 27.9a13 13 0 0 0 10.2 1.2"/>
   </g>`,
)

/** A sheet of a calendar. */
export const calendarIcon = icon(
  '0 0 11 11',
  `<g ${LINE} stroke-width=".9">
     <rect x=".5" y="1.4" width="10" height="9.1" rx="1.6"/><path d="M3 .5v1.8M5.5 .5v1.8M8 .5v1.8"/>
   </g>
   <circle cx="3.2" cy="5.2" r=".6"/><circle cx="5.5" cy="5.2" r=".6"/><circle cx="7.8" cy="5.2" r=".6"/>
   <circle cx="3.2" cy="7.8" r=".6"/><circle cx="5.5" cy="7.8" r=".6"/>`,
)

/** The note that says that a letter waits. */
export const depositIcon = icon(
  '0 0 11 11',
  `<g ${LINE} stroke-width=".9">
     <path d="M7.2 10.5H2.1C1.2 10.5 .5 9.8 .5 8.9V2.1C.5 1.2 1.2 .5 2.1 .5h6.8c.9 0 1.6.7 1.6 1.6v5.1l-3.3 3.3V8.4c0-.7.5-1.2 1.2-1.2h2.1"/>
     <path d="M2.8 3h5.4M2.8 4.9h5.4M2.8 6.8h2"/>
   </g>`,
)

export const arrowIcon = icon('0 0 9 11', `<path ${LINE} stroke-width="1.4" d="M4.5 .8v9.2M.8 6.4l3.7 3.8 3.7-3.8"/>`)

export const scissorsIcon = icon(
  '0 0 14.5 10.2',
  `<g fill="none" stroke="#868686" stroke-width="1" stroke-linecap="round">
     <circle cx="11.6" cy="2.6" r="1.9"/><circle cx="12" cy="7.6" r="1.9"/>
     <path d="M10.1 3.8.8 8.6M10.3 6.7.8 2.6"/>
   </g>`,
)

function icon(viewBox: string, shapes: string): Picture {
  const reading = readSvg(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}">${shapes}</svg>`)
  if (reading.outcome !== 'read') throw new Error(`icon: ${reading.reason}`)
  return reading.picture
}
