/** One of GPD's positions becomes one of ours, or a list of what is wrong with it, field by field. */
import { isDeepStrictEqual } from 'node:util'
import { isPostal } from '../core/iban.ts'
import { type Cents, cents, sum } from '../core/money.ts'
import { type NoticeNumber, creditorReferenceIdOf, isNoticeNumber, noticeNumbersOf } from '../core/notice-number.ts'
import { type Problem, readShape } from '../core/shape.ts'
import { type Temporal, isDayBefore } from '../core/time.ts'
import { isInSpace } from '../debt-positions/number-space.ts'
import type {
  Debtor,
  Destination,
  InstallmentDraft,
  OptionDraft,
  PositionDraft,
  ServiceId,
  TransferDraft,
} from '../debt-positions/position-draft.ts'
import { type Catalogue, type ImportableService, serviceCollecting } from './catalogue.ts'
import {
  type GpdDebtor,
  type GpdNotice,
  type GpdTransfer,
  type PositionV1,
  type PositionV3,
  positionV1,
  positionV3,
  readDueDay,
} from './gpd-shapes.ts'
import { OVERDUE } from './reading.ts'

export type GpdReading = { outcome: 'read'; draft: PositionDraft } | { outcome: 'wrong'; problems: Problem[] }

export type GpdContext = {
  catalogue: Catalogue
  /** Said by whoever loads the file; otherwise what a position collects tells its service. */
  service: ImportableService | undefined
  /** Deadlines before it are mistakes in a new position; null where old debts are carried over. */
  firstDueDay: Temporal.PlainDate | null
}

export function readGpdPosition(value: unknown, context: GpdContext): GpdReading {
  const { isThird, content } = versionOf(value)
  const reading = readVersion(isThird, content, context)
  return reading.outcome === 'read'
    ? reading
    : { outcome: 'wrong', problems: [...reading.problems, ...overdueNotices(content, context)] }
}

function readVersion(isThird: boolean, content: unknown, context: GpdContext): GpdReading {
  const reading = isThird ? readShape(positionV3, content) : readShape(positionV1, content)
  if (reading.outcome === 'wrong') return reading
  const problems: Problem[] = []
  const outline = isThird ? outlineV3(reading.value as PositionV3, problems) : outlineV1(reading.value as PositionV1)
  const draft = toDraft(outline, context, problems)
  return draft && problems.length === 0 ? { outcome: 'read', draft } : { outcome: 'wrong', problems }
}

/** Looked for in the text itself: of what has mistakes there are no values. */
function overdueNotices(content: unknown, { firstDueDay }: GpdContext): Problem[] {
  const options = listIn(content, 'paymentOption').map((notice, index) => ({ notice, path: `paymentOption[${index}]` }))
  const installments = options.flatMap(({ notice, path }) =>
    listIn(notice, 'installments').map((one, index) => ({ notice: one, path: `${path}.installments[${index}]` })),
  )
  return [...options, ...installments].flatMap(({ notice, path }) => {
    const text = Object(notice)['dueDate'] as unknown
    const day = typeof text === 'string' ? readDueDay(text) : undefined
    const isOverdue = day && firstDueDay && isDayBefore(day, firstDueDay)
    return isOverdue ? [{ path: `${path}.dueDate`, reason: OVERDUE }] : []
  })
}

function listIn(value: unknown, name: string): unknown[] {
  const list = Object(value)[name] as unknown
  return Array.isArray(list) ? list : []
}

/** The third version is known by the installments inside its options. */
function versionOf(value: unknown): { isThird: boolean; content: unknown } {
  if (typeof value !== 'object' || value === null) return { isThird: false, content: value }
  const { paymentOptions, ...rest } = value as Record<string, unknown>
  const options = paymentOptions ?? rest['paymentOption']
  const isThird = Array.isArray(options) && options.some((one) => Object.hasOwn(Object(one), 'installments'))
  return isThird && paymentOptions !== undefined && rest['paymentOption'] === undefined
    ? { isThird, content: { ...rest, paymentOption: paymentOptions } }
    : { isThird, content: value }
}

/** What both versions say, and where each of it stood in the file. */
type Outline = {
  reference: string
  debtor: GpdDebtor
  options: { kind: 'single' | 'plan'; notices: NoticeOutline[] }[]
}

type NoticeOutline = {
  path: string
  notice: GpdNotice
  validFrom: Temporal.Instant | null
  expiresAfterDue: boolean
}

/** Each notice is an alternative of its own, but the partial payments, which together are one plan. */
function outlineV1(position: PositionV1): Outline {
  const notices = position.paymentOption.map((notice, index) => ({
    path: `paymentOption[${index}]`,
    notice,
    isPartial: notice.isPartialPayment,
    validFrom: position.validityDate,
    expiresAfterDue: position.switchToExpired,
  }))
  const whole = notices
    .filter(({ isPartial }) => !isPartial)
    .map((one) => ({ kind: 'single' as const, notices: [one] }))
  const parts = notices.filter(({ isPartial }) => isPartial)
  const plan = parts.length > 0 ? [{ kind: 'plan' as const, notices: parts }] : []
  return { reference: position.iupd, debtor: position, options: [...whole, ...plan] }
}

function outlineV3(position: PositionV3, problems: Problem[]): Outline {
  const [{ debtor }] = position.paymentOption as [PositionV3['paymentOption'][number]]
  const options = position.paymentOption.map((option, index) => {
    const path = `paymentOption[${index}]`
    if (!isDeepStrictEqual(option.debtor, debtor)) {
      problems.push({ path: `${path}.debtor`, reason: 'deve essere lo stesso in tutte le opzioni' })
    }
    return {
      kind: option.installments.length === 1 ? ('single' as const) : ('plan' as const),
      notices: option.installments.map((notice, part) => ({
        path: `${path}.installments[${part}]`,
        notice,
        validFrom: option.validityDate,
        expiresAfterDue: option.switchToExpired,
      })),
    }
  })
  return { reference: position.iupd, debtor, options }
}

function toDraft(outline: Outline, context: GpdContext, problems: Problem[]): PositionDraft | undefined {
  const options = outline.options.map(({ kind, notices }): OptionDraft => ({
    kind,
    installments: notices.map((one) => toInstallment(one, context.catalogue, problems)),
  }))
  const debtor = toDebtor(outline.debtor, problems)
  const serviceId = findService(outline, context, problems)
  if (serviceId === undefined) return undefined
  return { reference: outline.reference, hasOwnReference: true, serviceId, debtor, options }
}

function toDebtor(debtor: GpdDebtor, problems: Problem[]): Debtor {
  if (debtor.type === 'G' && debtor.fiscalCode.length === 16) {
    problems.push({ path: 'fiscalCode', reason: 'per type G deve avere 11 cifre' })
  }
  return {
    entityType: debtor.type,
    fiscalCode: debtor.fiscalCode,
    fullName: debtor.fullName,
    streetName: debtor.streetName,
    civicNumber: debtor.civicNumber,
    postalCode: debtor.postalCode,
    city: debtor.city,
    province: debtor.province,
    country: debtor.country,
    email: debtor.email,
    // GPD's field does not say where the address comes from.
    emailIsVerified: false,
  }
}

function toInstallment(outline: NoticeOutline, catalogue: Catalogue, problems: Problem[]): InstallmentDraft {
  const { path, notice, validFrom, expiresAfterDue } = outline
  const amount = cents(notice.amount)
  const lines = notice.transfer.toSorted((one, other) => one.idTransfer.localeCompare(other.idTransfer))
  if (new Set(lines.map(({ idTransfer }) => idTransfer)).size < lines.length) {
    problems.push({ path: `${path}.transfer`, reason: 'ha due volte lo stesso idTransfer' })
  }
  const total: Cents = sum(lines.map((line) => cents(line.amount)))
  if (total !== amount) {
    problems.push({ path: `${path}.amount`, reason: `è ${amount}, ma i transfer fanno ${total} (in centesimi)` })
  }
  return {
    noticeNumber: readNumber(outline, catalogue, problems),
    amount,
    description: notice.description,
    dueOn: notice.dueDate,
    validFrom,
    expiresAfterDue,
    transfers: lines.map((line) =>
      toTransfer(line, `${path}.transfer[${notice.transfer.indexOf(line)}]`, catalogue, problems),
    ),
  }
}

/** `nav` is the notice number; without it an `iuv` of 17 digits stands after a 3 (GPD's own rule), one of 15 after a 0. */
function readNumber({ path, notice }: NoticeOutline, catalogue: Catalogue, problems: Problem[]): NoticeNumber | null {
  const { nav, iuv } = notice
  const wrong = (field: string, reason: string) => {
    problems.push({ path: `${path}.${field}`, reason })
    return null
  }
  if (nav === null && iuv === null) return wrong('iuv', 'manca')
  if (nav !== null) {
    if (!isNoticeNumber(nav)) return wrong('nav', 'deve avere 18 cifre')
    if (!isInSpace(catalogue.numberSpace, nav)) return wrong('nav', 'non è tra i codici avviso di questo ente')
    return iuv === null || creditorReferenceIdOf(nav) === iuv ? nav : wrong('iuv', 'non è quello del nav')
  }
  const candidates = noticeNumbersOf(iuv!, catalogue.numberSpace.applicationCodes)
  const [own, ...others] = candidates.filter((number) => isInSpace(catalogue.numberSpace, number))
  if (others.length > 0) return wrong('iuv', 'può stare in più codici avviso: serve il nav')
  return own ?? wrong('iuv', 'non è tra quelli di questo ente')
}

function toTransfer(line: GpdTransfer, path: string, catalogue: Catalogue, problems: Problem[]): TransferDraft {
  const beneficiaryFiscalCode = line.organizationFiscalCode ?? catalogue.fiscalCode
  const isOwn = beneficiaryFiscalCode === catalogue.fiscalCode
  return {
    amount: cents(line.amount),
    beneficiaryFiscalCode,
    beneficiaryName: isOwn ? null : line.companyName,
    destination: toDestination(line, isOwn ? catalogue : undefined, path, problems),
    remittanceInformation: line.remittanceInformation,
    transferCategory: line.category,
  }
}

/**
 * The institution's own money goes to an account that its administrator has registered, whatever a file says. Another
 * beneficiary's accounts are known to pagoPA, which refuses one that is not theirs.
 */
function toDestination(line: GpdTransfer, own: Catalogue | undefined, path: string, problems: Problem[]): Destination {
  const { iban, postalIban, stamp } = line
  const wrong = (field: string, reason: string) => void problems.push({ path: `${path}.${field}`, reason })
  if (stamp) {
    if (iban || postalIban) wrong('stamp', 'non può stare con un IBAN')
    return { kind: 'stamp', hash: stamp.hashDocument, province: stamp.provincialResidence }
  }
  if (!iban) {
    wrong('iban', 'manca (oppure serve stamp)')
    return { kind: 'account', iban: '', postalIban: null }
  }
  if (own && !own.accounts.has(iban)) wrong('iban', 'non è tra i conti dell’ente')
  if (postalIban && !isPostal(postalIban)) wrong('postalIban', 'non è un conto postale')
  else if (postalIban && own && !own.accounts.has(postalIban)) wrong('postalIban', 'non è tra i conti dell’ente')
  return { kind: 'account', iban, postalIban }
}

/** By the first of its transfers that is the institution's own; all notices of a position must agree. */
function findService(outline: Outline, context: GpdContext, problems: Problem[]): ServiceId | undefined {
  if (context.service) return context.service.serviceId
  const { catalogue } = context
  const found = new Set<ServiceId>()
  for (const { path, notice } of outline.options.flatMap(({ notices }) => notices)) {
    const isOwn = ({ organizationFiscalCode }: GpdTransfer) =>
      organizationFiscalCode === null || organizationFiscalCode === catalogue.fiscalCode
    const line = notice.transfer.find(isOwn) ?? notice.transfer[0]!
    const category = `${path}.transfer[${notice.transfer.indexOf(line)}].category`
    const search = serviceCollecting({ transferCategory: line.category, iban: line.iban }, catalogue.services)
    if (search.outcome === 'found') found.add(search.service.serviceId)
    else problems.push({ path: category, reason: SERVICE_REASONS[search.outcome] })
  }
  const [serviceId, other] = found
  if (other === undefined) return serviceId
  problems.push({ path: 'paymentOption', reason: 'le opzioni sono di servizi diversi: carica con --service' })
  return undefined
}

const SERVICE_REASONS = {
  unknown: 'nessun servizio dell’ente ha questa tassonomia: carica con --service',
  ambiguous: 'più servizi dell’ente hanno questa tassonomia: carica con --service',
} as const
