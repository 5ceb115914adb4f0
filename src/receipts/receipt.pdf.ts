/** The quietanza on paper: A4, as many pages as it takes. */
import { groupDigits } from '../core/notice-number.ts'
import { formatDay, formatInstant } from '../core/time.ts'
import { LETTER_COLORS, LETTER_MARGIN, type Letter, startLetter } from '../platform/pdf/letter.ts'
import { type Cell, type Column, remainingWidth } from '../platform/pdf/page-flow.ts'
import type { PaperAssets } from '../platform/pdf/paper-assets.ts'
import { PAGE_WIDTH, type Style } from '../platform/pdf/tagged-pdf.ts'
import { textAt, textEndingAt } from '../platform/pdf/text-blocks.ts'
import type { Line } from '../platform/pdf/text-layout.ts'
import {
  type ReceiptDocument,
  type ReceiptLanguage,
  type ReceiptPerson,
  type ReceiptTransfer,
  totalPaid,
} from './receipt-document.ts'
import { type ReceiptTexts, receiptTexts } from './receipt.text.ts'

const RIGHT = PAGE_WIDTH - LETTER_MARGIN

const COLORS = { band: '#EDF6F1', done: '#00613D' } as const

const STYLES = {
  small: { face: 'text', size: 9 },
  strong: { face: 'textBold', size: 10 },
  code: { face: 'code', size: 9.5 },
  digest: { face: 'text', size: 8 },
  muted: { face: 'text', size: 9, color: LETTER_COLORS.muted },
  outcome: { face: 'textBold', size: 12, color: COLORS.done },
  amount: { face: 'textBold', size: 24 },
} as const satisfies Record<string, Style>

const AMOUNT_WIDTH = 86

/** `own` is the language of what the receipt itself says. */
type Sheet = Letter & { texts: ReceiptTexts; receipt: ReceiptDocument; own: 'it' | undefined }

export async function renderReceipt(
  receipt: ReceiptDocument,
  language: ReceiptLanguage = 'it',
  assets: PaperAssets = {},
): Promise<Buffer> {
  const texts = receiptTexts[language]
  const { institution, noticeNumber, printedAt, isTest } = receipt
  const number = groupDigits(noticeNumber)
  const letter = startLetter(
    {
      language,
      documentTitle: texts.documentTitle(number, institution.name),
      createdAt: printedAt,
      sender: {
        name: institution.name,
        lines: [`${texts.fiscalCode} ${institution.fiscalCode}`],
        crestSvg: institution.crestSvg,
        crestDescription: texts.crest(institution.name),
      },
      mark: { asset: 'pagopa', word: 'pagoPA' },
      title: texts.title,
      footer: texts.footer(number),
      page: texts.page,
      testMark: isTest ? { strip: texts.testMark, watermark: texts.testWatermark } : undefined,
    },
    assets,
  )
  const sheet: Sheet = { ...letter, texts, receipt, own: language === 'it' ? undefined : 'it' }
  const hasStamps = receipt.transfers.some(({ stamp }) => stamp)
  const stamps = hasStamps ? [paintStamps] : []
  for (const paint of [
    paintOutcome,
    paintPayment,
    paintParties,
    paintReferences,
    paintTransfers,
    ...stamps,
    paintCopy,
  ]) {
    letter.pdf.group('Sect', () => paint(sheet))
  }
  return letter.finish()
}

/** The two things that everybody looks for: it is paid, and how much. */
function paintOutcome({ pdf, flow, texts, receipt }: Sheet): void {
  const height = 52
  const top = flow.y
  pdf.decoration(() => {
    pdf.rectangle({ x: LETTER_MARGIN, y: top, width: RIGHT - LETTER_MARGIN, height }, COLORS.band)
    pdf.rectangle({ x: LETTER_MARGIN, y: top, width: 4, height }, COLORS.done)
  })
  const outcome = receipt.paidAt ? texts.outcomeAt(formatInstant(receipt.paidAt)) : texts.outcome
  textAt(pdf, 'P', outcome, { x: LETTER_MARGIN + 20, y: top + 30.5 }, STYLES.outcome)
  textEndingAt(pdf, 'P', texts.money(receipt.amount), { x: RIGHT - 16, y: top + 34.5 }, STYLES.amount)
  flow.y += height + 4
}

function paintPayment({ flow, texts, receipt, own }: Sheet): void {
  const { payment, methods, money } = texts
  const { paidAt, applicationOn, paymentMethod, fee } = receipt
  const total = totalPaid(receipt)
  flow.heading(payment.heading)
  flow.facts(4, [
    { label: payment.outcome, value: [payment.executed], style: STYLES.strong },
    ...(paidAt ? [{ label: payment.paidAt, value: [formatInstant(paidAt)] }] : []),
    ...(applicationOn ? [{ label: payment.applicationOn, value: [formatDay(applicationOn)] }] : []),
    ...(paymentMethod ? [{ label: payment.method, value: [methods[paymentMethod]] }] : []),
  ])
  flow.facts(4, [
    { label: payment.amount, value: [money(receipt.amount)], style: STYLES.strong },
    ...(fee === undefined ? [] : [{ label: payment.fee, value: [money(fee)] }]),
    ...(total === undefined ? [] : [{ label: payment.total, value: [money(total)], style: STYLES.strong }]),
  ])
  if (total === undefined) flow.paragraph(payment.feeUnknown, STYLES.small, 12)
  flow.facts(1, [{ label: payment.subject, value: [receipt.subject], language: own }])
}

function paintParties({ flow, texts, receipt, own }: Sheet): void {
  const { institution, debtor, payer } = receipt
  const { parties } = texts
  const person = ({ fullName, fiscalCode }: ReceiptPerson) => [fullName, ...fiscalCodeLine(texts, fiscalCode)]
  const payee = [institution.name, institution.officeName ?? '', ...fiscalCodeLine(texts, institution.fiscalCode)]
  flow.heading(parties.heading)
  flow.facts(payer ? 3 : 2, [
    { label: parties.institution, value: payee, language: own },
    { label: parties.debtor, value: person(debtor) },
    ...(payer ? [{ label: parties.payer, value: person(payer) }] : []),
  ])
}

function fiscalCodeLine({ fiscalCode: label }: ReceiptTexts, fiscalCode: string | undefined): string[] {
  return fiscalCode ? [`${label} ${fiscalCode}`] : []
}

function paintReferences({ flow, texts, receipt }: Sheet): void {
  const { references } = texts
  const { psp } = receipt
  flow.heading(references.heading)
  flow.facts(2, [
    { label: references.noticeNumber, value: [groupDigits(receipt.noticeNumber)], style: STYLES.code },
    { label: references.creditorReferenceId, value: [receipt.creditorReferenceId], style: STYLES.code },
    { label: references.receiptId, value: [receipt.receiptId], style: STYLES.code },
    { label: references.psp, value: [psp.name, ...fiscalCodeLine(texts, psp.fiscalCode)] },
  ])
}

function paintTransfers({ flow, texts, receipt, own }: Sheet): void {
  const { transfers: text, money } = texts
  const beneficiary: Column = { title: text.beneficiary, width: 190 }
  const amount: Column = { title: text.amount, width: AMOUNT_WIDTH, isAmount: true }
  const remittance: Column = {
    title: text.remittanceInformation,
    width: remainingWidth(flow.width, [beneficiary, amount]),
    language: own,
  }
  const row = (transfer: ReceiptTransfer): Cell[] => {
    const { name, fiscalCode } = transfer.beneficiary
    const account = transfer.stamp ? texts.stamps.heading : transfer.iban ? `IBAN ${transfer.iban}` : ''
    return [
      [name ?? '', ...fiscalCodeLine(texts, fiscalCode), account],
      [transfer.remittanceInformation],
      [money(transfer.amount)],
    ]
  }
  const total: Cell[] = [[text.total], [], [money(receipt.amount)]]
  flow.heading(text.heading)
  flow.table([beneficiary, remittance, amount], [...receipt.transfers.map(row), total])
}

/** A stamp proves itself by its number and by the document that it was bought for. */
function paintStamps({ flow, texts, receipt }: Sheet): void {
  const { stamps: text } = texts
  for (const { stamp } of receipt.transfers) {
    if (!stamp) continue
    flow.heading(text.heading)
    if (stamp === 'unreadable') {
      flow.paragraph(text.unreadable, STYLES.small, 12)
      continue
    }
    const { stampId, boughtAt, seller, documentDigest } = stamp
    flow.facts(2, [
      { label: text.stampId, value: [stampId], style: STYLES.code },
      ...(boughtAt ? [{ label: text.boughtAt, value: [formatInstant(boughtAt)] }] : []),
      { label: text.seller, value: [seller.name, ...fiscalCodeLine(texts, seller.fiscalCode)] },
      { label: text.documentDigest, value: [documentDigest], style: STYLES.code },
    ])
  }
}

function paintCopy({ flow, texts: { copy }, receipt }: Sheet): void {
  flow.heading(copy.heading)
  const printedAt = copy.printedAt(formatInstant(receipt.printedAt))
  flow.paragraph(`${copy.statement} ${printedAt}`, STYLES.small, 12)
  flow.y += 4
  const digest: Line = [
    { text: `${copy.digest} `, face: 'text' },
    { text: receipt.documentSha256, face: 'code' },
  ]
  flow.paragraph(digest, STYLES.digest, 12)
}
