/**
 * Papers: notices a second on one thread, beside a bare page of the same library and the same page printed by a browser;
 * a merged campaign, with the memory that it takes; and how long the event loop waits while papers are printed.
 */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { create } from 'fontkit'
import pdfkit from 'pdfkit'
import type { Browser } from 'playwright-core'
import type { NoticeDocument } from '../src/notices/notice-document.ts'
import { renderNotice } from '../src/notices/notice.pdf.ts'
import { createPaperPrinter } from '../src/papers/paper-printer.operation.ts'
import type { Face } from '../src/platform/pdf/faces.ts'
import type { Picture } from '../src/platform/pdf/picture.ts'
import { type Box, type Style, TaggedPdf } from '../src/platform/pdf/tagged-pdf.ts'
import { lineWidth } from '../src/platform/pdf/text-layout.ts'
import { scriptBeside } from '../src/platform/threads.ts'
import { renderReceipt } from '../src/receipts/receipt.pdf.ts'
import { noticeOf } from './support/campaign.ts'
import { processorSeconds } from './support/processor.ts'
import type { BenchContext } from './support/context.ts'
import { launchBrowser } from '../tests/support/browser.ts'
import { everyVariant, sampleReceipt } from '../tests/support/sample-papers.ts'

const CAMPAIGN = 10_000
const MAX_BYTES = 40_000
const MAX_DELAY_MS = 50

export async function bench(context: BenchContext): Promise<void> {
  // First, while the process is as young as a portal that has just started.
  await eventLoop(context)
  await singles(context)
  await sizes(context)
  await campaign(context)
}

/**
 * How many a core prints in a second: by the time that the processors were at work for it, which other programs do not
 * stretch. The best of several rounds, taken in turns.
 */
async function singles({ record }: BenchContext): Promise<void> {
  const bare = await bareTwin(noticeOf(1))
  const browser = await launchBrowser()
  try {
    const printed = await browserTwin(browser, noticeOf(1))
    let index = 0
    const ours = (hasSlip: boolean) => () => renderNotice(noticeOf(index++, hasSlip))
    const best = { slip: 0, plain: 0, bare: 0, browser: 0, receipt: 0 }
    // A portal prints for months: the first hundreds, on code that is still being compiled, are not what it does.
    await perSecond(ours(true), WARM_UP)
    await perSecond(bare, WARM_UP)
    await perSecond(printed, 12)
    for (let round = 0; round < ROUNDS; round++) {
      best.slip = Math.max(best.slip, await perSecond(ours(true), 300))
      best.bare = Math.max(best.bare, await perSecond(bare, 300))
      best.plain = Math.max(best.plain, await perSecond(ours(false), 300))
      best.receipt = Math.max(best.receipt, await perSecond(() => renderReceipt(sampleReceipt), 150))
      best.browser = Math.max(best.browser, await perSecond(printed, 12))
    }
    const unit = 'per second of a core'
    record({ name: 'papers: notices with slip', unit, value: best.slip, target: { least: 100 } })
    record({
      name: 'papers: against a bare page of the same library',
      unit,
      value: best.slip,
      baseline: best.bare,
      target: { ratio: 0.5 },
    })
    record({
      name: 'papers: against Chromium',
      unit,
      value: best.slip,
      baseline: best.browser,
      target: { ratio: 20 },
    })
    record({ name: 'papers: notices without slip', unit, value: best.plain })
    record({ name: 'papers: quietanze', unit, value: best.receipt })
  } finally {
    await browser.close()
  }
}

const ROUNDS = 3
const WARM_UP = 1_000

async function perSecond(print: () => Promise<unknown>, count: number): Promise<number> {
  const before = processorSeconds()
  for (let index = 0; index < count; index++) await print()
  return count / (processorSeconds() - before)
}

type Written = { text: string; x: number; y: number; style: Style }

/** What stands on a page: its words, its rectangles, and its drawings, codes among them. */
type Seen = { texts: Written[]; rectangles: { box: Box; color: string }[]; pictures: { picture: Picture; box: Box }[] }

/** Prints a notice once and writes down what is painted. */
async function seenOn(notice: NoticeDocument): Promise<Seen> {
  const seen: Seen = { texts: [], rectangles: [], pictures: [] }
  const { line, rectangle, picture } = TaggedPdf.prototype
  TaggedPdf.prototype.line = function record(text, x, y, style) {
    let at = x
    for (const span of typeof text === 'string' ? [{ text, face: style.face }] : text) {
      seen.texts.push({ text: span.text, x: at, y, style: { ...style, face: span.face } })
      at += lineWidth([span], style.size)
    }
    line.call(this, text, x, y, style)
  }
  TaggedPdf.prototype.rectangle = function record(box, color) {
    seen.rectangles.push({ box, color })
    rectangle.call(this, box, color)
  }
  TaggedPdf.prototype.picture = function record(drawn, box) {
    seen.pictures.push({ picture: drawn, box })
    picture.call(this, drawn, box)
  }
  await renderNotice(notice)
  Object.assign(TaggedPdf.prototype, { line, rectangle, picture })
  return seen
}

const FONT_FILES: Record<Face, string> = {
  text: '@expo-google-fonts/titillium-web/400Regular/TitilliumWeb_400Regular.ttf',
  textBold: '@expo-google-fonts/titillium-web/700Bold/TitilliumWeb_700Bold.ttf',
  code: '@expo-google-fonts/roboto-mono/400Regular/RobotoMono_400Regular.ttf',
  codeBold: '@expo-google-fonts/roboto-mono/700Bold/RobotoMono_700Bold.ttf',
}

const fontFile = (face: Face) => createRequire(import.meta.url).resolve(FONT_FILES[face])
const FACES = Object.keys(FONT_FILES) as Face[]

/** The same words at the same places with pdfkit as it is: no structure, no codes, no bands, fonts opened once. */
async function bareTwin(notice: NoticeDocument): Promise<() => Promise<Buffer>> {
  const { texts } = await seenOn(notice)
  const fonts = FACES.map((face) => [face, create(readFileSync(fontFile(face)))] as const)
  return async () => {
    const pdf = new pdfkit({ size: 'A4', margin: 0, font: fonts[0]![1] as never })
    for (const [face, font] of fonts) pdf.registerFont(face, font as never)
    for (const { text, x, y, style } of texts) {
      pdf.font(style.face, style.size).fillColor(style.color ?? '#000000')
      pdf.text(text, x, y, { lineBreak: false, baseline: 'alphabetic' })
    }
    pdf.end()
    return Buffer.concat((await (pdf as unknown as NodeJS.ReadStream).toArray()) as Buffer[])
  }
}

/** The same page in HTML and SVG, loaded and printed by a browser that is already open. */
async function browserTwin(browser: Browser, notice: NoticeDocument): Promise<() => Promise<Buffer>> {
  const { texts, rectangles, pictures } = await seenOn(notice)
  const faces = FACES.map((face) => {
    const font = readFileSync(fontFile(face)).toString('base64')
    return `@font-face{font-family:${face};src:url(data:font/ttf;base64,${font})}`
  })
  const spans = texts.map(({ text, x, y, style }) => {
    const { face, size, color = '#000' } = style
    return `<span style="left:${x}pt;top:${y - size}pt;font:${size}pt/1 ${face};color:${color}">${escaped(text)}</span>`
  })
  const bands = rectangles.map(({ box, color }) => `<i style="${placed(box)};background:${color}"></i>`)
  const drawings = pictures.map(({ picture, box }) => svgOf(picture, box))
  const html = `<!doctype html><html lang="it"><title>Avviso</title><style>${faces.join('')}
    @page{size:A4;margin:0}body{margin:0;print-color-adjust:exact}
    i,span,svg{position:absolute;white-space:pre}</style>
    <body>${[...bands, ...spans, ...drawings].join('')}</body></html>`
  const page = await browser.newPage()
  return async () => {
    await page.setContent(html, { waitUntil: 'load' })
    return page.pdf({ format: 'A4', tagged: true, printBackground: true })
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

function placed({ x, y, width, height }: Box): string {
  return `left:${x}pt;top:${y}pt;width:${width}pt;height:${height}pt`
}

/** The operators of our drawings as SVG: paths, colours, strokes, and a state that is saved and restored. */
function svgOf({ width, height, operators }: Picture, box: Box): string {
  let [shapes, path, fill, stroke, line] = ['', '', '#000', 'none', '1']
  let operands: string[] = []
  const paint = (attributes: string) => {
    shapes += `<path d="${path}" ${attributes}/>`
    path = ''
  }
  const color = () => `rgb(${operands.map((part) => Math.round(Number(part) * 255)).join()})`
  for (const token of operators.split(/\s+/)) {
    if (/^-?[\d.]+$/.test(token)) {
      operands.push(token)
      continue
    }
    if (token === 'm' || token === 'l' || token === 'c') path += `${token.toUpperCase()}${operands.join(' ')}`
    else if (token === 'h') path += 'Z'
    else if (token === 'rg') fill = color()
    else if (token === 'RG') stroke = color()
    else if (token === 'w') line = operands[0] ?? '1'
    else if (token === 'n') path = ''
    else if (/^f\*?$/.test(token)) paint(`fill="${fill}" fill-rule="evenodd"`)
    else if (/^B\*?$/.test(token)) paint(`fill="${fill}" stroke="${stroke}" stroke-width="${line}"`)
    else if (token === 'S') paint(`fill="none" stroke="${stroke}" stroke-width="${line}"`)
    operands = []
  }
  return `<svg viewBox="0 0 ${width} ${height}" style="${placed(box)}">${shapes}</svg>`
}

async function sizes({ record }: BenchContext): Promise<void> {
  const unit = 'bytes'
  const target = { most: MAX_BYTES }
  record({ name: 'papers: a notice with slip', unit, value: (await renderNotice(noticeOf(1))).length, target })
  record({
    name: 'papers: a notice without slip',
    unit,
    value: (await renderNotice(noticeOf(1, false))).length,
    target,
  })
  record({ name: 'papers: a quietanza', unit, value: (await renderReceipt(sampleReceipt)).length, target })
  const plan = everyVariant()['plan-12']!
  record({ name: 'papers: a plan of twelve', unit, value: (await renderNotice(plan)).length })
}

/** One file of all, by a process of its own: its memory is all that it takes. */
async function campaign({ record }: BenchContext): Promise<void> {
  const unit = 'MB'
  const tenth = await printCampaign(CAMPAIGN / 10)
  const whole = await printCampaign(CAMPAIGN)
  const name = `papers: a merged campaign of ${CAMPAIGN.toLocaleString('en')}`
  record({ name, unit: 'per second of a core', value: whole.perSecond, target: { least: 100 } })
  record({ name: `${name}, each`, unit: 'bytes', value: whole.bytesEach })
  record({ name: 'papers: memory of a campaign of a tenth', unit, value: tenth.peakMegabytes })
  record({ name: 'papers: memory of all of it', unit, value: whole.peakMegabytes, target: { most: 500 } })
}

type PrintedCampaign = { perSecond: number; peakMegabytes: number; bytesEach: number }

async function printCampaign(count: number): Promise<PrintedCampaign> {
  const script = fileURLToPath(scriptBeside(import.meta.url, 'support/print-campaign'))
  // The heap of a thread that prints has a limit of the same order.
  const options = ['--max-old-space-size=192', '--disable-warning=ExperimentalWarning']
  const { stdout } = await promisify(execFile)(process.execPath, [...options, script, String(count)])
  return JSON.parse(stdout) as PrintedCampaign
}

/** As many papers as a thread can print, asked for by a process that also has pages to serve. */
async function eventLoop({ record }: BenchContext): Promise<void> {
  const printer = createPaperPrinter({ assetsFolder: undefined, threads: 1, maxWaiting: 1_000 })
  try {
    await printer.notices([noticeOf(0)])
    const threads = await longestDelay(async () => {
      await inTurns((index) => printer.notices([noticeOf(index)]))
    })
    const inline = await longestDelay(async () => {
      await inTurns((index) => renderNotice(noticeOf(index)))
    })
    record({
      name: 'papers: longest wait of the event loop',
      unit: 'ms',
      value: threads,
      baseline: inline,
      target: { most: MAX_DELAY_MS },
    })
  } finally {
    await printer.close()
  }
}

const CLIENTS = 20
const PAPERS_EACH = 15

/** Each client asks for its next paper when it has the last. */
async function inTurns(print: (index: number) => Promise<unknown>): Promise<void> {
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      for (let index = 0; index < PAPERS_EACH; index++) await print(client * PAPERS_EACH + index)
    }),
  )
}

const RESOLUTION_MS = 2

async function longestDelay(work: () => Promise<void>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delay.enable()
  await sleep(100)
  delay.reset()
  // The first tick after it only begins to count.
  await sleep(50)
  await work()
  await sleep(50)
  delay.disable()
  return delay.max / 1e6 - RESOLUTION_MS
}
