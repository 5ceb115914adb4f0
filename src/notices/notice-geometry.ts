/**
 * Where things stand on the notice: the models published with pagoPA's guide, measured. Points; `y` values are offsets
 * from the top of their module, and those of text are baselines. Modules follow one another down the page and grow with
 * their text, so a model gives the least height of each.
 */
export const COLUMNS = {
  left: 28.1,
  right: 318.1,
  /** Where text that stands at the right ends, in the left half and in the right half. */
  leftEnd: 285,
  rightEnd: 566,
  /** Text in the payment module begins here, beside the code. */
  details: 194,
  notice: 276,
} as const

/** Nothing is printed below: the last baseline of the fullest model. */
export const PAGE_END = 822

export const BAND = { height: 20, title: 13.725, code: 13.107, leftEnd: 294.9, rightStart: 299.1 } as const

/** The second language follows the Italian in a smaller size, a little higher or lower so as to look level. */
export const SECOND = { afterTitle: -0.745, afterSubtitle: 0.255, size: 8 } as const

export const HEADER = {
  logo: { x: 28.975, y: 29, width: 35, height: 23 },
  platform: { x: 28.975, y: 39.225 },
  title: { x: 72.975, y: 39.225 },
  subject: { x: 28.975, y: 88.94, width: 436, leading: 20 },
  subjectLines: 2,
  /** From the last line of the subject to the same in the second language, and from either to the next module. */
  toSecondSubject: 24,
  clear: 11,
  crest: { right: 565.025, top: 28, side: 84.05 },
  testMark: {
    strip: { x: 28, y: 5, width: 538, height: 18 },
    text: { x: 36, y: 17.6 },
    watermark: { y: 300, angle: -17, size: 58 },
  },
} as const

/** How the modules of a model follow one another. */
export type Density = { parties: number; gapBelow: number }

export const DENSITIES = {
  plain: { parties: 128.05, gapBelow: 18.02 },
  /** With the postal section the page is a little denser. */
  postal: { parties: 120.05, gapBelow: 10.02 },
  /** Where the first page only introduces the instalments. */
  manyInstallments: { parties: 130.05, gapBelow: 20.02 },
  bilingual: { parties: 150.98, gapBelow: 34.02 },
  /** No model has both: as dense as the slip wants, so that most notices stay on one sheet. */
  bilingualPostal: { parties: 128.05, gapBelow: 10.02 },
} as const satisfies Record<string, Density>

export const PARTIES = {
  /** The last line of the model, which has a name, an office and one line of information. */
  leastEnd: 106.98,
  name: { payee: 50.215, recipient: 51.215, block: { width: 247, leading: 17, maxLines: 3 } },
  /** From the last line of the name to what follows, and so on: looser when there is one line. */
  afterName: { oneLine: 29.255, more: 21 },
  office: { width: 247, leading: 16, maxLines: 2 },
  toSecondOffice: 11,
  afterOffice: { oneLine: 27.51, more: 18 },
  infoLines: { width: 247, leading: 10, maxLines: 3 },
  address: { width: 247, leading: 16, maxLines: 4 },
} as const

export const AMOUNT = {
  leastHeight: 148,
  labels: 44.98,
  values: 64.96,
  dueOn: 196,
  icon: { x: 28.2, above: 8.88, width: 11, height: 11 },
  remark: { x: 47.2, width: 238, leading: 10 },
  /** The first remark stands below the amount, or in its place where the instalments say how much. */
  firstRemark: { below: 90.98, instead: 45.98 },
  toNextRemark: 19,
  toSecondRemark: 14,
  fine: {
    /** Both amounts side by side, each with its terms below. */
    secondAmount: 172.2,
    terms: 79.98,
    toNotification: 10,
    explanations: 113.98,
    /** One amount alone, with its terms beside. */
    alone: { value: 53.96, gap: 11.5, label: 45.98, terms: 55.98, choice: 81.98 },
    toExplanations: 18,
    toText: 12,
    toNextTitle: 18,
    paragraphGap: 12,
    width: 242,
  },
  /** The sentence that leads to the two codes of a fine. */
  choice: { x: 50.5, width: 500, leading: 10, gapAbove: 29, gapBelow: 21.02, arrows: [28, 555], arrowAbove: 9 },
} as const

export const WHERE = {
  goTo: 12.98,
  online: { title: 44.725, text: 54.98, maxLines: 3, icon: { x: 537, y: 35.95, width: 29, height: 27 } },
  /** From the last line about paying online to the next title, and from a title to its text. */
  toNextTitle: 24.745,
  toText: 10.255,
  toSecond: 11,
  locallyIcon: { x: 535, above: 8.8, width: 31, height: 31 },
  onlineText: { width: 210, leading: 10 },
  locallyText: { width: 206, leading: 10 },
} as const

export const PAYMENT = {
  code: { x: 28, y: 40, side: 70.866 },
  hint: { x: 28, y: 129.98, width: 150, leading: 10 },
  toSecondHint: 15,
  firstLabel: 44.98,
  toValue: 10,
  toNextLabel: 15,
  details: { width: 372, leading: 10, maxLines: 2 },
  amount: 44.725,
  /** The labels of the three codes, with details of one line each. */
  codes: 129.98,
  toCode: 14.904,
  /** From the last detail to the labels of the codes. */
  afterDetails: 25,
  /** From one payment module, or from its band where it is only a title, to what comes next. */
  height: 162,
  gapBelow: 17.1,
  bandAlone: 35,
} as const

/** The column of an instalment: where its band begins, how wide it is. `second` is the second code of a row. */
export type Column = { x: number; width: number; second: number }

const PADDING = 8

export const INSTALLMENT = {
  padding: PADDING,
  columns: {
    2: [
      { x: 20, width: 265, second: 88.295 },
      { x: 309, width: 265, second: 88.295 },
    ],
    3: [
      { x: 20, width: 171.333, second: 85.499 },
      { x: 211.333, width: 171.333, second: 85.499 },
      { x: 402.667, width: 171.333, second: 85.499 },
    ],
  },
  /** Two columns that share the sheet with their slips are a little wider. */
  postalColumns: [
    { x: 20, width: 267, second: 181.165 },
    { x: 307, width: 267, second: 181.165 },
  ],
  code: { y: 36, side: 70.866 },
  amount: 42.98,
  dueOn: 72.98,
  toCode: 13.904,
  /** The notice number is as wide as a narrow column, and stands below the QR code; in a wide one beside it. */
  codes: { beside: 102.98, below: 117.85 },
  toNextCodes: 30,
  /** From the labels of the last codes to the rows in words, of which each has a label and a value. */
  toRows: { beside: 38, below: 30 },
  rowLine: 10,
  toNextRow: 15,
  hint: { beside: 256.98, below: 252.977, postal: 227.977 },
  height: 257,
} as const satisfies {
  columns: Record<2 | 3, readonly Column[]>
  postalColumns: readonly Column[]
  [other: string]: unknown
}

/** The pages that follow the first. */
export const NEXT_PAGE = {
  band: 128.05,
  details: { y: 42.98, gap: 22.5, leading: 10 },
  hint: { x: 47, y: 79.107 },
  grid: 106,
  pitch: 178.87,
  /** With the postal section the instalments stand directly below the header. */
  postalGrid: 114,
} as const

/** Stands at the foot of the page, to be cut off. */
export type PostalGeometry = typeof POSTAL

export const POSTAL = {
  /** Where a slip begins on a sheet with one, two or three of them. */
  band: { height: 18.45, title: 13.893, right: 14.214 },
  cutLine: 0.75,
  left: 30.2,
  center: 178.8,
  end: 561,
  bank: { x: 178.3, y: 12.8, logo: { y: 6, width: 50.1, height: 6.8 } },
  scissors: { x: 547, y: -10.2, width: 14.5, height: 10.2 },
  testMark: { x: 178.8, y: 38 },
  company: { y: 69, logo: { x: 31.1, y: 56, width: 112.8, height: 14.6 } },
  circuit: { y: 91, leading: 9.6, logo: { x: 31.1, y: 80.8, width: 31.2, height: 31.2 }, besideLogo: 70 },
  note: { y: 128.67, width: 122, leading: 9.6 },
  authorization: { x: 29.96, y: 169.9, width: 140, leading: 7, maxLines: 2 },
  euro: { square: { x: 178.7, y: 53.4, width: 19.9, height: 19.9 }, sign: { x: 183.9, y: 68.9, size: 16 } },
  account: { y: 67.54, x: 205.4, value: 247.24 },
  amount: { y: 67.33, word: 459.69 },
  holder: { y: 98.97, value: 218.48, maxLines: 2 },
  recipient: { y: 117.66, value: 229.63, maxLines: 2 },
  subject: { y: 134.66, value: 251, maxLines: 2 },
  /** The values beside these labels go up to the corner marks of the code. */
  values: { end: 470, leading: 8.8 },
  codes: { label: 156.84, value: 167.58, type: 327.67, typeValue: 328.67, payeeEnd: 455, payee: undefined },
  code: { x: 490.15, y: 98.54, side: 70.866 },
  corners: { left: 479.69, top: 88.91, right: 572.03, bottom: 178.19, arm: 9.48, stroke: 1 },
} as const

/** The slip of a sheet with three: the same parts, closer together. */
export const POSTAL_OF_THREE = {
  ...POSTAL,
  left: 29.2256,
  center: 177.453,
  band: { height: 18.45, title: 13.858, right: 14.478 },
  bank: { x: 177, y: 12.8, logo: { y: 6, width: 50.1, height: 6.8 } },
  testMark: { x: 300, y: 13.9 },
  company: { y: 40, logo: { x: 29.7, y: 28.5, width: 112.8, height: 14.6 } },
  circuit: { y: 63, leading: 9.6, logo: { x: 29.7, y: 50.2, width: 31.2, height: 31.2 }, besideLogo: 68.6 },
  note: { y: 93.405, width: 122, leading: 9.6 },
  authorization: { x: 29.958, y: 133.871, width: 140, leading: 7, maxLines: 2 },
  euro: { square: { x: 177.3, y: 26.2, width: 19.9, height: 19.9 }, sign: { x: 182.5, y: 41.7, size: 16 } },
  account: { y: 40.29, x: 204.029, value: 245.862 },
  amount: { y: 40.29, word: 466.501 },
  holder: { y: 64.71, value: 217.105, maxLines: 1 },
  recipient: { y: 81.4, value: 259.633, maxLines: 1 },
  subject: { y: 97.4, value: 259.633, maxLines: 2 },
  codes: { label: 122.582, value: 133.32, type: 332.299, typeValue: 332.299, payeeEnd: 455, payee: 371.676 },
  code: { x: 488.8, y: 63.5, side: 70.866 },
  corners: { left: 478.3, top: 54.7, right: 570.6, bottom: 144, arm: 9.48, stroke: 1 },
} as const

/** Where the slips of a sheet begin; with two of them everything stands a point further right. */
export const POSTAL_TOPS = { 1: [634.56], 2: [371.6, 604.6], 3: [364.9, 521.81, 678.107] } as const
export const POSTAL_SHIFT_OF_TWO = 1

export const COLORS = {
  band: '#ECECEC',
  platform: '#0066CC',
  /**
   * The guide prints the second language in K50 (#7C7C7B), which lacks contrast at 8 points (4.18 : 1); from 3.1 on it
   * lets the printer adapt its greys.
   */
  second: '#6F6F6E',
  authorization: '#6F6F6E',
  cut: '#868686',
  corners: '#D9D9D9',
  test: '#A3141E',
  testWatermark: '#F9DEDC',
} as const
