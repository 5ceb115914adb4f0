/**
 * The colours of an institution, from the single one that it chose: a style sheet of custom properties, because the
 * content security policy forbids a style attribute.
 *
 * Whatever the choice, white text on each shade and links on white and on the tint keep a contrast of at least 4.5
 * (WCAG 2.2, 1.4.3): a colour too light for that is darkened, its hue kept. Focus has no colour of its own here: its
 * ring is black and white, so that one of the two is seen on any ground.
 */
import type { Brand } from '../core/brand.ts'

export type HexColor = Brand<string, 'HexColor'>

/** The blue of the public administration, where an institution chose nothing. */
export const DEFAULT_PRIMARY = '#0066cc' as HexColor

export const MIN_CONTRAST = 4.5

export type Shade = 'primary' | 'primary-slim' | 'primary-dark' | 'primary-darker' | 'primary-darkest' | 'tint'

/** How light each shade is next to the primary colour: the steps of the design system's own blue. */
const STEPS = { 'primary-slim': 0.875, 'primary-dark': 0.75, 'primary-darker': 0.625, 'primary-darkest': 0.5 } as const

const TINT_LIGHTNESS = 0.97
const TINT_MAX_SATURATION = 0.62

export function parseHexColor(text: string): HexColor | undefined {
  return /^#[0-9a-f]{6}$/.test(text) ? (text as HexColor) : undefined
}

export function shadesOf(chosen: HexColor): Record<Shade, HexColor> {
  const { hue, saturation, lightness: chosenLightness } = toHsl(toRgb(chosen))
  const at = (lightness: number) => hexOfHsl({ hue, saturation, lightness })
  const tint = hexOfHsl({ hue, saturation: Math.min(saturation, TINT_MAX_SATURATION), lightness: TINT_LIGHTNESS })
  let primary = chosen
  let lightness = chosenLightness
  // White is lighter than the tint: what is read on the tint is read on white, and carries white text.
  while (contrast(primary, tint) < MIN_CONTRAST) {
    lightness -= 0.005
    primary = at(lightness)
  }
  return {
    primary,
    'primary-slim': at(lightness * STEPS['primary-slim']),
    'primary-dark': at(lightness * STEPS['primary-dark']),
    'primary-darker': at(lightness * STEPS['primary-darker']),
    'primary-darkest': at(lightness * STEPS['primary-darkest']),
    tint,
  }
}

/** The style sheet of an institution; its address changes with the colour, so that it can be cached for ever. */
export function themeCss(primaryColor: string): string {
  const shades = shadesOf(parseHexColor(primaryColor) ?? DEFAULT_PRIMARY)
  const properties = Object.entries(shades).map(([shade, color]) => `--q-${shade}:${color}`)
  return `:root{${properties.join(';')}}`
}

/** From 1 (the same) to 21 (black on white): WCAG 2.2, contrast ratio. */
export function contrast(one: HexColor, other: HexColor): number {
  const lights = [luminance(toRgb(one)), luminance(toRgb(other))]
  return (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05)
}

/** From 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number]
/** Degrees, and two parts of one. */
export type Hsl = { hue: number; saturation: number; lightness: number }

function toRgb(color: HexColor): Rgb {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)) as unknown as Rgb
}

export function hexOfRgb(rgb: Rgb): HexColor {
  return `#${rgb.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}` as HexColor
}

function luminance(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((channel) => {
    const value = channel / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function toHsl(rgb: Rgb): Hsl {
  const [red, green, blue] = rgb.map((channel) => channel / 255) as unknown as Rgb
  const most = Math.max(red, green, blue)
  const least = Math.min(red, green, blue)
  const spread = most - least
  const lightness = (most + least) / 2
  if (spread === 0) return { hue: 0, saturation: 0, lightness }
  const saturation = spread / (1 - Math.abs(2 * lightness - 1))
  const sixth =
    most === red ? (green - blue) / spread : most === green ? 2 + (blue - red) / spread : 4 + (red - green) / spread
  return { hue: (sixth * 60 + 360) % 360, saturation, lightness }
}

export function hexOfHsl({ hue, saturation, lightness }: Hsl): HexColor {
  const reach = saturation * Math.min(lightness, 1 - lightness)
  const channel = (offset: number) => {
    const turn = (offset + hue / 30) % 12
    return 255 * (lightness - reach * Math.max(-1, Math.min(turn - 3, 9 - turn, 1)))
  }
  return hexOfRgb([channel(0), channel(8), channel(4)])
}
