/** The pictures of the guide: screens of the portal with the demo enti, taken by `npm run pictures`, of these sizes. */
export const GUIDE_PICTURE_WIDTH = 1_000

export const GUIDE_PICTURE_HEIGHTS = {
  search: 900,
  position: 720,
  outcome: 620,
  cart: 720,
  register: 660,
  list: 660,
  service: 980,
  history: 640,
} as const

export type GuidePicture = keyof typeof GUIDE_PICTURE_HEIGHTS
export const GUIDE_PICTURES = Object.keys(GUIDE_PICTURE_HEIGHTS) as GuidePicture[]
