/** One line of a CSV becomes one position, or a list of what is wrong with it, column by column. */
import { type EmailAddress, parseEmailAddress } from '../core/email-address.ts'
import { ANONYMOUS, type EntityType, type FiscalCode, readFiscalCode } from '../core/fiscal-code.ts'
import { type Cents, formatAmount, isPayableAmount, parseAmount, sum } from '../core/money.ts'
import { type NoticeNumber, parseNoticeNumber } from '../core/notice-number.ts'
import { cutTo, lengthInCharacters, printable } from '../core/printable-text.ts'
import type { Problem } from '../core/shape.ts'
import { type Temporal, isDayBefore, parseDay, startOfDayInRome } from '../core/time.ts'
import { isInSpace } from '../debt-positions/number-space.ts'
import {
  type Debtor,
  type InstallmentDraft,
  MAX_INSTALLMENTS,
  MAX_LINES,
  type NoticeLine,
  type OptionDraft,
  type TransferDraft,
  isPlausible,
} from '../debt-positions/position-draft.ts'
import { type Catalogue, type ImportableService, serviceNamed } from './catalogue.ts'
import { type Column, type Header, titleOf } from './csv-columns.ts'
import { OVERDUE } from './reading.ts'

/** All of a position but its reference, which may have to be made. */
export type CsvPosition = {
  ownReference: string | null
  service: ImportableService
  debtor: Debtor
  subject: string | null
  options: OptionDraft[]
}

export type RowReading = { outcome: 'read'; position: CsvPosition } | { outcome: 'wrong'; problems: Problem[] }

export type RowContext = {
  catalogue: Catalogue
  /** Deadlines before it are mistakes in a new position; null where old debts are carried over. */
  firstDueDay: Temporal.PlainDate | null
}

export type RowReader = (cells: readonly string[]) => RowReading

export function createRowReader(header: Header, { catalogue, firstDueDay }: RowContext): RowReader {
  const services = new Map<string, ImportableService | string>()

  return function readRow(cells) {
    if (cells.length !== header.width) {
      const reason = `ha ${cells.length} colonne, l’intestazione ne ha ${header.width}`
      return { outcome: 'wrong', problems: [{ path: '', reason }] }
    }
    const row = new Row(cells, header)
    const service = row.service(services, catalogue)
    const debtor = readDebtor(row)
    const terms = readTerms(row)
    const whole = readWhole(row, terms, catalogue)
    const plan = readPlan(row, terms, catalogue)
    const options = plan ? (whole ? [whole, plan] : [plan]) : whole ? [whole] : []
    if (options.length === 0) row.wrong('amount', 'manca: serve l’importo con la scadenza, oppure le rate')
    const ownReference = row.text('reference', 80) || null
    const subject = row.text('subject', 140) || null
    if (row.problems.length > 0 || !service) {
      tellOverdue(row, 'dueOn', whole, firstDueDay)
      tellOverdue(row, 'installments', plan, firstDueDay)
      return { outcome: 'wrong', problems: row.problems }
    }
    return {
      outcome: 'read',
      position: {
        ownReference,
        service,
        debtor,
        subject,
        options: options.map((one) => withTransfers(one, service, catalogue)),
      },
    }
  }
}

/** The cells of a line by their column, and everything that is wrong with them. */
class Row {
  readonly problems: Problem[] = []
  readonly #cells: readonly string[]
  readonly #header: Header

  constructor(cells: readonly string[], header: Header) {
    this.#cells = cells
    this.#header = header
  }

  wrong(column: Column, reason: string): undefined {
    this.problems.push({ path: titleOf(column), reason })
  }

  /** Without the spaces around it; empty where the file has no such column. */
  cell(column: Column): string {
    const index = this.#header.at[column]
    return index === -1 ? '' : this.#cells[index]!.trim()
  }

  /** A text of one line, as it will be printed. */
  text(column: Column, most: number): string {
    const cell = this.cell(column)
    if (PLAIN.test(cell) && cell.length <= most) return cell
    if (cell.includes('\ufffd')) this.wrong(column, 'ha caratteri illeggibili: il file non è UTF-8 (vedi --encoding)')
    else if (CONTROL.test(cell)) this.wrong(column, 'contiene caratteri di controllo')
    const text = printable(cell)
    if (lengthInCharacters(text) > most) this.wrong(column, `è più lungo di ${most} caratteri`)
    return text
  }

  required(column: Column, most: number): string {
    const text = this.text(column, most)
    if (text === '') this.wrong(column, 'manca')
    return text
  }

  yes(column: Column, fallback: boolean): boolean {
    const cell = this.cell(column).toLowerCase()
    if (cell === '') return fallback
    if (YES.has(cell)) return true
    if (!NO.has(cell)) this.wrong(column, 'deve essere sì o no')
    return false
  }

  /** Files repeat a few services and days over and over: each is understood once. */
  service(known: Map<string, ImportableService | string>, { services }: Catalogue): ImportableService | undefined {
    const cell = this.cell('service')
    let found = known.get(cell)
    if (found === undefined) {
      const search = serviceNamed(cell, services)
      found = search.outcome === 'found' ? search.service : serviceReason(cell, search.outcome)
      if (known.size < MOST_REMEMBERED) known.set(cell, found)
    }
    return typeof found === 'string' ? this.wrong('service', found) : found
  }
}

const PLAIN = /^[\x20-\x7e]*$/
const CONTROL = /\p{Cc}/u
const YES = new Set(['sì', 'si', 's', 'x', '1', 'true', 'vero'])
const NO = new Set(['no', 'n', '0', 'false', 'falso'])
const MOST_REMEMBERED = 10_000

function serviceReason(cell: string, outcome: 'unknown' | 'ambiguous'): string {
  if (cell === '') return 'manca'
  return outcome === 'unknown'
    ? `«${cutTo(printable(cell), 40)}» non è un servizio dell’ente`
    : 'più servizi hanno questo nome: scrivi il codice'
}

function readDebtor(row: Row): Debtor {
  const { fiscalCode, entityType } = readIdentity(row)
  const email = readEmail(row)
  const emailIsVerified = row.yes('emailIsVerified', false)
  if (emailIsVerified && !row.cell('email')) row.wrong('emailIsVerified', 'non c’è un indirizzo e-mail da garantire')
  const country = row.cell('country').toUpperCase()
  if (country !== '' && !/^[A-Z]{2}$/.test(country)) row.wrong('country', 'deve avere 2 lettere (IT)')
  return {
    entityType,
    fiscalCode,
    fullName: row.required('fullName', 70),
    streetName: row.text('streetName', 70) || null,
    civicNumber: row.text('civicNumber', 16) || null,
    postalCode: row.text('postalCode', 16) || null,
    city: row.text('city', 35) || null,
    province: row.text('province', 35) || null,
    country: country || null,
    email,
    emailIsVerified,
  }
}

const FISCAL_CODE_REASONS = {
  empty: 'manca',
  'wrong-length': 'deve avere 16 caratteri, oppure 11 cifre',
  'wrong-form': 'non ha la forma di un codice fiscale',
  'wrong-check-character': 'ha il carattere di controllo sbagliato: ricontrollalo',
} as const

function readIdentity(row: Row): { fiscalCode: FiscalCode; entityType: EntityType } {
  const type = row.cell('entityType').toUpperCase()
  if (type !== '' && type !== 'F' && type !== 'G')
    row.wrong('entityType', 'deve essere F (persona) o G (azienda, ente)')
  const cell = row.cell('fiscalCode')
  if (cell.toUpperCase() === ANONYMOUS) return { fiscalCode: ANONYMOUS, entityType: type === 'G' ? 'G' : 'F' }
  const reading = readFiscalCode(cell)
  if (reading.outcome !== 'read') {
    row.wrong('fiscalCode', FISCAL_CODE_REASONS[reading.outcome])
    return { fiscalCode: ANONYMOUS, entityType: 'F' }
  }
  if (type === 'G' && reading.entityType === 'F')
    row.wrong('fiscalCode', 'per un’azienda o un ente deve avere 11 cifre')
  // Eleven digits may be a person's provisional code: the column tells.
  return { fiscalCode: reading.fiscalCode, entityType: type === 'F' || type === 'G' ? type : reading.entityType }
}

function readEmail(row: Row): EmailAddress | null {
  const cell = row.cell('email')
  if (cell === '') return null
  return parseEmailAddress(cell) ?? row.wrong('email', 'non è un indirizzo e-mail') ?? null
}

/** What all the notices of a position have in common. */
type Terms = { description: string; validFrom: Temporal.Instant | null; expiresAfterDue: boolean }

function readTerms(row: Row): Terms {
  return {
    description: row.required('description', 140),
    validFrom: readValidFrom(row),
    expiresAfterDue: !row.yes('isPayableLate', true),
  }
}

function readValidFrom(row: Row): Temporal.Instant | null {
  const day = readDay(row, 'validFrom', row.cell('validFrom'))
  return day ? startOfDayInRome(day) : null
}

/** An option without its transfers, which the service gives. */
type Bare = Omit<InstallmentDraft, 'transfers'>
type BareOption = { kind: 'single' | 'plan'; installments: Bare[] }

/** The whole debt in one notice: where there are instalments as well, the citizen chooses. */
function readWhole(row: Row, terms: Terms, catalogue: Catalogue): BareOption | undefined {
  const amountCell = row.cell('amount')
  const dueCell = row.cell('dueOn')
  const noticeCell = row.cell('noticeNumber')
  if (amountCell === '' && dueCell === '') {
    if (noticeCell !== '') row.wrong('noticeNumber', 'è senza importo e scadenza')
    if (row.cell('lines') !== '') row.wrong('lines', 'sono senza importo')
    return undefined
  }
  const amount = readAmount(row, 'amount', amountCell)
  const dueOn = readDay(row, 'dueOn', dueCell)
  if (amountCell === '') row.wrong('amount', 'manca')
  if (dueCell === '') row.wrong('dueOn', 'manca')
  const noticeNumber = readNoticeNumber(row, 'noticeNumber', noticeCell, catalogue)
  if (amount === undefined || dueOn === undefined) return { kind: 'single', installments: [] }
  const lines = readLines(row, amount)
  const whole = { ...terms, noticeNumber, amount, dueOn }
  return { kind: 'single', installments: [lines.length === 0 ? whole : { ...whole, lines }] }
}

/** `Tributo=150,00|Interessi=3,20|Spese di notifica=8,75`: what the amount is made of. */
function readLines(row: Row, amount: Cents): NoticeLine[] {
  if (row.cell('lines') === '') return []
  const parts = row.text('lines', 2_000).split('|')
  if (parts.length > MAX_LINES) row.wrong('lines', `devono essere al massimo ${MAX_LINES}, divise da |`)
  const lines = parts.slice(0, MAX_LINES).flatMap((part, index) => {
    const [label = '', amountText = '', ...rest] = part.split('=').map((piece) => piece.trim())
    if (label === '' || amountText === '' || rest.length > 0) {
      row.wrong('lines', `la voce ${index + 1} deve essere scritta nome=importo (Interessi=3,20)`)
      return []
    }
    if (lengthInCharacters(label) > 60)
      row.wrong('lines', `il nome della voce ${index + 1} è più lungo di 60 caratteri`)
    const one = readAmount(row, 'lines', amountText)
    return one === undefined ? [] : [{ label, amount: one }]
  })
  const total = sum(lines.map((line) => line.amount))
  if (row.problems.length === 0 && total !== amount) {
    row.wrong('lines', `fanno ${formatAmount(total)}, ma l’importo è ${formatAmount(amount)}`)
  }
  return lines
}

/** `2026-12-31=50,00|2027-03-31=50,00`; a third part, `=301…`, is the notice number that the instalment has already. */
function readPlan(row: Row, terms: Terms, catalogue: Catalogue): BareOption | undefined {
  const cell = row.cell('installments')
  if (cell === '') return undefined
  const parts = cell.split('|')
  if (parts.length < 2 || parts.length > MAX_INSTALLMENTS) {
    row.wrong('installments', `devono essere da 2 a ${MAX_INSTALLMENTS}, divise da |`)
  }
  const installments = parts.slice(0, MAX_INSTALLMENTS).flatMap((part, index) => {
    const [due = '', amountText = '', notice = '', ...rest] = part.split('=').map((piece) => piece.trim())
    if (due === '' || amountText === '' || rest.length > 0) {
      row.wrong('installments', `la rata ${index + 1} deve essere scritta scadenza=importo (2026-12-31=50,00)`)
      return []
    }
    const amount = readAmount(row, 'installments', amountText)
    const dueOn = readDay(row, 'installments', due)
    const noticeNumber = readNoticeNumber(row, 'installments', notice, catalogue)
    if (amount === undefined || dueOn === undefined) return []
    const description = describePart(terms.description, index + 1, parts.length)
    return [{ ...terms, description, noticeNumber, amount, dueOn }]
  })
  return { kind: 'plan', installments }
}

function tellOverdue(
  row: Row,
  column: Column,
  option: BareOption | undefined,
  firstDueDay: Temporal.PlainDate | null,
): void {
  if (firstDueDay && option?.installments.some(({ dueOn }) => isDayBefore(dueOn, firstDueDay))) {
    row.wrong(column, OVERDUE)
  }
}

/** Who reads one notice at a counter should see which part of the debt it is. */
function describePart(description: string, number: number, count: number): string {
  const whole = `${description} - rata ${number} di ${count}`
  return lengthInCharacters(whole) <= 140 ? whole : description
}

function readAmount(row: Row, column: Column, text: string): Cents | undefined {
  if (text === '') return undefined
  const amount = parseAmount(text)
  if (amount === undefined) return row.wrong(column, `«${shown(text)}» non è un importo`)
  return isPayableAmount(amount) ? amount : row.wrong(column, 'deve essere almeno 0,01')
}

const days = new Map<string, Temporal.PlainDate>()

/** Undefined for an empty cell, and for one that is wrong. */
function readDay(row: Row, column: Column, text: string): Temporal.PlainDate | undefined {
  if (text === '') return undefined
  const known = days.get(text)
  if (known) return known
  const day = parseDay(text)
  if (!day) return row.wrong(column, `«${shown(text)}» non è una data (31/12/2026 oppure 2026-12-31)`)
  if (!isPlausible(day)) return row.wrong(column, `«${shown(text)}» è una data di un altro secolo`)
  if (days.size < MOST_REMEMBERED) days.set(text, day)
  return day
}

function readNoticeNumber(row: Row, column: Column, text: string, { numberSpace }: Catalogue): NoticeNumber | null {
  if (text === '') return null
  const noticeNumber = parseNoticeNumber(text)
  if (!noticeNumber) return row.wrong(column, 'il codice avviso deve avere 18 cifre') ?? null
  if (!isInSpace(numberSpace, noticeNumber)) row.wrong(column, 'il codice avviso non è tra quelli di questo ente')
  return noticeNumber
}

function shown(text: string): string {
  return cutTo(printable(text), 40)
}

/** One transfer of the whole amount: to the institution, whose name every answer says anyway, on the service's account. */
function withTransfers(
  { kind, installments }: BareOption,
  service: ImportableService,
  catalogue: Catalogue,
): OptionDraft {
  return {
    kind,
    installments: installments.map((bare) => ({ ...bare, transfers: [transferOf(bare.amount, service, catalogue)] })),
  }
}

function transferOf(amount: Cents, service: ImportableService, { fiscalCode }: Catalogue): TransferDraft {
  return {
    amount,
    beneficiaryFiscalCode: fiscalCode,
    beneficiaryName: null,
    destination: { kind: 'account', iban: service.iban, postalIban: service.postalIban },
    remittanceInformation: null,
    transferCategory: service.transferCategory,
  }
}
