/** Fictional enti, people and notices, with the shapes that break layouts: long names, large amounts, missing facts. */
import { cents } from '../../src/core/money.ts'
import { type NoticeNumber, composeNoticeNumber, creditorReferenceIdOf } from '../../src/core/notice-number.ts'
import { Temporal } from '../../src/core/time.ts'
import type { AttemptId } from '../../src/debt-positions/attempt.ts'
import type { CitizenStatus } from '../../src/debt-positions/citizen-status.ts'
import type { InstallmentId, ReceiptId } from '../../src/debt-positions/installment.ts'
import type { PositionRecord } from '../../src/debt-positions/position-record.ts'
import type { Frame, InstitutionFrame, PersonalFrame, PortalFrame } from '../../src/ui/frame.ts'

export const today = Temporal.PlainDate.from('2026-11-24')
export const now = Temporal.Instant.from('2026-11-24T13:40:00Z')
export const since = Temporal.Instant.from('2026-11-24T13:32:00Z')

export const test: InstitutionFrame = {
  code: 'comune-di-test',
  name: 'Comune di Test',
  officeName: 'Settore Tributi ed Entrate',
  regionName: 'Regione di Prova',
  isTest: true,
  hasCrest: true,
  themeVersion: '1',
  allowsGuestPayment: false,
  opensServices: true,
  allowsLocalRegistration: true,
  streetAddress: 'Piazza del Municipio 1, 00000 Test (TT)',
  websiteUrl: 'https://www.comune-di-test.example',
  phone: '+39 000 123456',
  email: 'tributi@comune-di-test.example',
  certifiedEmail: 'protocollo@pec.comune-di-test.example',
  openingHours: 'lunedì e giovedì 9-12, mercoledì 15-17',
  privacyUrl: null,
  accessibilityUrl: null,
  legalNotesUrl: null,
  appointmentUrl: null,
}

export const roccaverde: InstitutionFrame = {
  ...test,
  code: 'roccaverde',
  name: 'Comune di Roccaverde',
  isTest: false,
  allowsGuestPayment: true,
  streetAddress: 'Via delle Mura 12, 00000 Roccaverde (RV)',
  websiteUrl: 'https://www.roccaverde.example',
  email: 'tributi@roccaverde.example',
  certifiedEmail: 'protocollo@pec.roccaverde.example',
  privacyUrl: 'https://www.roccaverde.example/privacy',
  accessibilityUrl: 'https://form.agid.gov.it/view/00000000-0000-0000-0000-000000000000',
  legalNotesUrl: 'https://www.roccaverde.example/note-legali',
  appointmentUrl: 'https://www.roccaverde.example/appuntamenti',
}

/** The longest name that the database takes, the least facts, and a colour too light to write on. */
export const union: InstitutionFrame = {
  ...test,
  code: 'unione-valle',
  name: 'Unione dei Comuni della Valle dell’Ombrosa Superiore e dell’Altopiano di Pietrafredda di Sopra',
  officeName: null,
  regionName: null,
  isTest: false,
  hasCrest: false,
  allowsLocalRegistration: false,
  allowsGuestPayment: true,
  streetAddress: null,
  websiteUrl: null,
  phone: null,
  email: null,
  certifiedEmail: null,
  openingHours: null,
}

export const colors: Readonly<Record<string, string>> = {
  'comune-di-test': '#0066cc',
  roccaverde: '#1d7044',
  'unione-valle': '#ffcc00',
}

export function anonymous(institution: InstitutionFrame): PortalFrame {
  return {
    institution,
    viewer: undefined,
    csrfToken: 'gettone-di-prova',
    dueCount: undefined,
    cartCount: 0,
    sessionSecondsLeft: undefined,
  }
}

export function signedIn(institution: InstitutionFrame, dueCount = 3): PersonalFrame {
  return {
    institution,
    viewer: { name: 'Giulia Bianchi', email: 'giulia.bianchi@posta.example' },
    csrfToken: 'gettone-di-prova',
    dueCount,
    cartCount: 2,
    sessionSecondsLeft: 1_800,
  }
}

export const nowhere: Frame = {
  institution: undefined,
  viewer: undefined,
  csrfToken: 'gettone-di-prova',
  dueCount: undefined,
  cartCount: 0,
  sessionSecondsLeft: undefined,
}

export const attemptId = 'tentativo-1' as AttemptId
export const toPay: CitizenStatus = { kind: 'to-pay' }
export const notConfirmed: CitizenStatus = { kind: 'not-confirmed', attemptId, since, canPayAgainAt: null }
export const confirmed: CitizenStatus = {
  kind: 'confirmed',
  paidAt: Temporal.Instant.from('2026-11-20T09:15:00Z'),
  receiptId: 'ricevuta-1' as ReceiptId,
}
export const expired: CitizenStatus = { kind: 'expired' }
export const cancelled: CitizenStatus = { kind: 'cancelled' }

let made = 0

export function record(facts: Partial<PositionRecord> = {}): PositionRecord {
  made++
  const noticeNumber: NoticeNumber = composeNoticeNumber('01', 4_812_736_590_100 + made * 7_919)
  return {
    installmentId: `pratica-${made}` as InstallmentId,
    debtorName: 'Giulia Bianchi',
    serviceName: '08.MENSA SCOLASTICA',
    description: 'Mensa scolastica, novembre 2026',
    subject: null,
    status: toPay,
    createdOn: Temporal.PlainDate.from('2026-11-02'),
    dueOn: Temporal.PlainDate.from('2026-11-27'),
    noticeNumber,
    creditorReferenceId: creditorReferenceIdOf(noticeNumber),
    amount: cents(5_400),
    ...facts,
  }
}

export const long = {
  debtorName: 'Società Agricola Cooperativa Produttori Riuniti dell’Altopiano di Pietrafredda S.c.p.A.',
  serviceName: '00.RISCOSSIONE COATTIVA DELLE ENTRATE PATRIMONIALI E TRIBUTARIE',
  description:
    'Canone unico patrimoniale per l’occupazione di suolo pubblico in via Monsignor Vescovo Giovanni Battista degli Alberi 118/bis, anno 2026',
  amount: cents(99_999_999_999),
}
