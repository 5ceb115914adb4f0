/** Notices in every variant and a quietanza, of nobody, for tests. */
import type { FiscalCode } from '../../src/core/fiscal-code.ts'
import { cents } from '../../src/core/money.ts'
import { type NoticeNumber, composeNoticeNumber } from '../../src/core/notice-number.ts'
import { Temporal } from '../../src/core/time.ts'
import type { SecondLanguage } from '../../src/institutions/institution.ts'
import type { ManualDocument } from '../../src/manual/manual-document.ts'
import type { Asked, NoticeDocument, Payable, PostalAccount } from '../../src/notices/notice-document.ts'
import type { ReceiptDocument } from '../../src/receipts/receipt-document.ts'

const CREST = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 120">
  <path d="M8 20h84v45c0 28-20 42-42 52C28 107 8 93 8 65z" fill="#f4d35e" stroke="#333" stroke-width="2"/>
  <circle cx="50" cy="58" r="20" fill="#0b6e4f"/>
</svg>`

export const samplePayable: Payable = {
  noticeNumber: '302001234567890136' as NoticeNumber,
  amount: cents(15055),
  dueOn: Temporal.PlainDate.from('2026-12-31'),
}

export const sampleNotice: NoticeDocument = {
  asked: { kind: 'single', single: samplePayable },
  institution: {
    name: 'Comune di Roccaverde',
    fiscalCode: '01199250158' as FiscalCode,
    officeName: 'Settore Tributi',
    infoLines: ['www.comune.roccaverde.example', 'Tel. 0461 000000'],
    cbillCode: 'AAQV6',
    crestSvg: CREST,
  },
  debtor: {
    fullName: 'Ada Verdi',
    fiscalCode: 'VRDDAA80A41H501X' as FiscalCode,
    address: 'Via dei Castagni 12\n38060 Roccaverde (TN)',
  },
  subject: 'TARI 2026 – saldo',
  second: undefined,
  postal: undefined,
  isTest: false,
  printedAt: Temporal.Instant.from('2026-11-24T10:00:00Z'),
}

export const samplePostal: PostalAccount = {
  accountNumber: '16302093',
  holder: 'Comune di Roccaverde – Tesoreria',
  authorization: 'AUT. DB/SSIC/E 00000 DEL 01/01/2020',
}

/** A plan of so many instalments, with or without a notice for all of it. */
export function samplePlan(count: number, hasSingle = true): Asked {
  const installments = Array.from({ length: count }, (_, index) => ({
    number: index + 1,
    noticeNumber: composeNoticeNumber('02', 5_000 + index),
    amount: cents(Math.ceil(15055 / count) + index),
    dueOn: samplePayable.dueOn!.add({ months: index }),
  }))
  return { kind: 'plan', single: hasSingle ? samplePayable : undefined, count, installments }
}

export const sampleFine: Asked = {
  kind: 'fine',
  discounted: { noticeNumber: composeNoticeNumber('02', 7_001), amount: cents(7855), dueOn: undefined },
  reduced: { noticeNumber: composeNoticeNumber('02', 7_002), amount: cents(10465), dueOn: undefined },
}

export function inTwoLanguages(notice: NoticeDocument, language: SecondLanguage): NoticeDocument {
  const words = {
    en: { subject: 'Waste tax 2026 – balance', officeName: 'Tax office' },
    de: { subject: 'Abfallgebühr 2026 – Saldo', officeName: 'Steueramt' },
    fr: { subject: 'Taxe sur les déchets 2026 – solde', officeName: 'Service des impôts' },
    sl: { subject: 'Davek na odpadke 2026 – preostanek', officeName: 'Urad za davke' },
  }[language]
  return { ...notice, second: { language, ...words } }
}

/** Every variant of guide 3.5.1, by a name. */
export function everyVariant(): Record<string, NoticeDocument> {
  const variants: Record<string, NoticeDocument> = {}
  for (const [suffix, postal] of [
    ['', undefined],
    ['-postal', samplePostal],
  ] as const) {
    const of = (asked: Asked): NoticeDocument => ({ ...sampleNotice, asked, postal })
    const single = of({ kind: 'single', single: samplePayable })
    variants[`single${suffix}`] = single
    variants[`no-due-date${suffix}`] = of({ kind: 'single', single: { ...samplePayable, dueOn: undefined } })
    variants[`fine${suffix}`] = of(sampleFine)
    for (const count of [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13]) {
      variants[`plan-${count}${suffix}`] = of(samplePlan(count))
      variants[`plan-only-${count}${suffix}`] = of(samplePlan(count, false))
    }
    for (const language of ['en', 'de', 'fr', 'sl'] as const) {
      variants[`single-${language}${suffix}`] = inTwoLanguages(single, language)
      variants[`fine-${language}${suffix}`] = inTwoLanguages(of(sampleFine), language)
      variants[`plan-3-${language}${suffix}`] = inTwoLanguages(of(samplePlan(3)), language)
    }
  }
  return variants
}

export const sampleReceipt: ReceiptDocument = {
  institution: {
    name: 'Comune di Roccaverde',
    fiscalCode: '01199250158',
    officeName: 'Settore Tributi',
    crestSvg: CREST,
  },
  debtor: { fullName: 'A**** V****', fiscalCode: 'VRDD************' },
  payer: { fullName: 'Bruno Neri', fiscalCode: 'NREBRN80A01H501P' },
  subject: 'TARI 2026 – saldo',
  noticeNumber: '302001234567890136' as NoticeNumber,
  creditorReferenceId: '02001234567890136',
  receiptId: 'c110729d258c4ab1b765fe902aae41d6',
  psp: { name: 'Banca di Prova S.p.A.', fiscalCode: '02654890025' },
  paidAt: Temporal.Instant.from('2026-11-24T13:32:00Z'),
  applicationOn: Temporal.PlainDate.from('2026-11-25'),
  amount: cents(15055),
  fee: cents(150),
  paymentMethod: 'card',
  transfers: [
    {
      amount: cents(14300),
      beneficiary: { name: 'Comune di Roccaverde', fiscalCode: '01199250158' },
      iban: 'IT60X0542811101000000123456',
      stamp: undefined,
      remittanceInformation: '/RFB/02001234567890136/143.00/TXT/TARI 2026 – saldo',
    },
    {
      amount: cents(755),
      beneficiary: { name: undefined, fiscalCode: '00337460224' },
      iban: undefined,
      stamp: undefined,
      remittanceInformation: '/RFB/02001234567890136/7.55/TXT/TEFA 2026',
    },
  ],
  documentSha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  printedAt: Temporal.Instant.from('2026-11-24T15:00:00Z'),
  isTest: false,
}

export const sampleManual: ManualDocument = {
  institution: {
    name: 'Comune di Roccaverde',
    officeName: 'Ufficio Tributi',
    crestSvg: undefined,
    allowsGuestPayment: true,
    allowsLocalRegistration: true,
    opensServices: true,
    streetAddress: 'Via delle Mura 12, 00000 Roccaverde (RV)',
    phone: '+39 000 123456',
    email: 'tributi@roccaverde.example',
    certifiedEmail: null,
    openingHours: 'lunedì e giovedì 9-12',
    websiteUrl: 'https://www.roccaverde.example',
  },
  address: 'https://pagamenti.example/roccaverde/',
  printedAt: Temporal.Instant.from('2026-11-26T08:00:00Z'),
}
