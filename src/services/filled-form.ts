/** The form of a service as somebody fills it in: a draft, until it becomes a position. */
import type { AccountId } from '../accounts/account.ts'
import type { SessionId } from '../accounts/session.ts'
import type { Brand } from '../core/brand.ts'
import { type EmailAddress, parseEmailAddress } from '../core/email-address.ts'
import { type FiscalCode, type FiscalCodeProblem, type EntityType, readFiscalCode } from '../core/fiscal-code.ts'
import { lengthInCharacters, printable } from '../core/printable-text.ts'
import type { Temporal } from '../core/time.ts'
import type { FileFacts, Typed } from './read-form.ts'

export type FormId = Brand<string, 'FormId'>

/** An account's drafts follow it to every browser; those of nobody stay in the session in which they were written. */
export type FormOwner = { accountId: AccountId | null; sessionId: SessionId | null }

/** What a guest writes of who has to pay; of an account it is known. */
export type TypedDebtor = { fullName: string; fiscalCode: string; email: string }

export const NO_DEBTOR: TypedDebtor = { fullName: '', fiscalCode: '', email: '' }

export type TypedForm = Typed & { debtor: TypedDebtor }

export const NOTHING_TYPED: TypedForm = { texts: new Map(), files: new Map(), amount: '', debtor: NO_DEBTOR }

/** As the database keeps it; the files stand in a table of their own. */
export type StoredTyped = {
  texts: Readonly<Record<string, readonly string[]>>
  amount: string
  debtor: TypedDebtor
}

export function toStored({ texts, amount, debtor }: TypedForm): StoredTyped {
  return { texts: Object.fromEntries(texts), amount, debtor }
}

export function fromStored({ texts, amount, debtor }: StoredTyped, files: ReadonlyMap<string, FileFacts>): TypedForm {
  return { texts: new Map(Object.entries(texts)), files, amount, debtor }
}

export type DebtorProblems = {
  fullName?: 'empty' | 'too-long'
  fiscalCode?: FiscalCodeProblem
  email?: 'wrong-form'
}

export type ReadDebtor = {
  fullName: string
  fiscalCode: FiscalCode
  entityType: EntityType
  email: EmailAddress | null
}

/** The longest name of pagoPA's messages (paForNode.xsd, stText70). */
const NAME_CHARACTERS = 70

export function readDebtor(typed: TypedDebtor): { debtor: ReadDebtor } | { problems: DebtorProblems } {
  const problems: DebtorProblems = {}
  const fullName = printable(typed.fullName).trim()
  if (fullName === '') problems.fullName = 'empty'
  else if (lengthInCharacters(fullName) > NAME_CHARACTERS) problems.fullName = 'too-long'
  const code = readFiscalCode(typed.fiscalCode)
  if (code.outcome !== 'read') problems.fiscalCode = code.outcome
  const email = typed.email.trim() === '' ? null : parseEmailAddress(typed.email)
  if (email === undefined) problems.email = 'wrong-form'
  if (problems.fullName || code.outcome !== 'read' || email === undefined) return { problems }
  return { debtor: { fullName, fiscalCode: code.fiscalCode, entityType: code.entityType, email } }
}

/** What is kept of a form that has become a position, in the words in which it was asked. */
export type AnswerInWords = { label: string; text: string }

/** What an account has filled in, for its owner. */
export type OwnForm = {
  formId: FormId
  serviceName: string
  changedAt: Temporal.Instant
  /** Null of a draft. */
  noticeNumber: string | null
  answers: readonly AnswerInWords[]
  fileNames: readonly string[]
}
