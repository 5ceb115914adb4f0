/** The two codes that open a position, as they come from a form: what each may be, and what is wrong with it. */
import { type FiscalCode, type FiscalCodeProblem, readFiscalCode } from '../core/fiscal-code.ts'
import { type NoticeNumber, parseNoticeNumber } from '../core/notice-number.ts'

export type CodeValues = { fiscalCode: string; creditorReferenceId: string; noticeNumber: string }

/** By which of its codes a position is asked for: the notice number, or an IUV or the institution's own reference. */
export type PositionCode = { kind: 'notice-number'; noticeNumber: NoticeNumber } | { kind: 'reference'; text: string }

export type CodeErrors = {
  fiscalCode?: FiscalCodeProblem
  creditorReferenceId?: 'empty'
  noticeNumber?: 'wrong-form' | 'both-given'
}

export type CodesReading =
  | { outcome: 'read'; fiscalCode: FiscalCode; code: PositionCode }
  | { outcome: 'wrong'; errors: CodeErrors }

export function readCodes(values: CodeValues): CodesReading {
  const errors: CodeErrors = {}
  const fiscalCode = readFiscalCode(values.fiscalCode)
  if (fiscalCode.outcome !== 'read') errors.fiscalCode = fiscalCode.outcome
  const code = readCode(values)
  if ('noticeNumber' in code || 'creditorReferenceId' in code) Object.assign(errors, code)
  return fiscalCode.outcome === 'read' && 'kind' in code
    ? { outcome: 'read', fiscalCode: fiscalCode.fiscalCode, code }
    : { outcome: 'wrong', errors }
}

/** One of the two is enough; both are allowed only where they say the same. */
function readCode({ creditorReferenceId, noticeNumber }: CodeValues): PositionCode | CodeErrors {
  const reference = creditorReferenceId.trim()
  if (noticeNumber.trim() === '') {
    return reference === '' ? { creditorReferenceId: 'empty' } : { kind: 'reference', text: reference }
  }
  const parsed = parseNoticeNumber(noticeNumber)
  if (!parsed) return { noticeNumber: 'wrong-form' }
  const digits = reference.replace(/\s/g, '')
  if (reference !== '' && !parsed.endsWith(digits)) return { noticeNumber: 'both-given' }
  return { kind: 'notice-number', noticeNumber: parsed }
}
