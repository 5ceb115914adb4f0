/** The Node's own faults, as a PSP gets them. */
import type { Fault } from './messages.ts'

export type FaultCode =
  | 'PPT_DOMINIO_SCONOSCIUTO'
  | 'PPT_STAZIONE_INT_PA_SCONOSCIUTA'
  | 'PPT_STAZIONE_INT_PA_IRRAGGIUNGIBILE'
  | 'PPT_STAZIONE_INT_PA_TIMEOUT'
  | 'PPT_STAZIONE_INT_PA_SERVIZIO_NONATTIVO'
  | 'PPT_STAZIONE_INT_PA_ERRORE_RESPONSE'
  | 'PPT_IBAN_NON_CENSITO'
  | 'PPT_ERRORE_EMESSO_DA_PAA'
  | 'PPT_PAGAMENTO_IN_CORSO'
  | 'PPT_PAGAMENTO_DUPLICATO'
  | 'PPT_SINTASSI_XSD'
  | 'PPT_TOKEN_SCADUTO'

export type NodeFault = {
  code: FaultCode
  /** For who operates a station: what exactly was wrong. */
  description: string
  /** The fault of the institution, when the code is PPT_ERRORE_EMESSO_DA_PAA. */
  original?: Fault
}

export function nodeFault(code: FaultCode, description: string): NodeFault {
  return { code, description }
}

/** The code that says most: the institution's, if it has spoken. */
export function tellingCode(fault: NodeFault): string {
  return fault.original?.faultCode ?? fault.code
}

/** What Checkout makes of a fault (its API's enumeration of the answers to an activation). */
export type PaymentProblem =
  | 'ongoing'
  | 'duplicated'
  | 'expired'
  | 'cancelled'
  | 'unknown'
  | 'data-error'
  | 'unavailable'
  | 'institution-error'

const PROBLEMS: Readonly<Record<string, PaymentProblem>> = {
  PPT_PAGAMENTO_IN_CORSO: 'ongoing',
  PAA_PAGAMENTO_IN_CORSO: 'ongoing',
  PPT_PAGAMENTO_DUPLICATO: 'duplicated',
  PAA_PAGAMENTO_DUPLICATO: 'duplicated',
  PAA_PAGAMENTO_SCADUTO: 'expired',
  PAA_PAGAMENTO_ANNULLATO: 'cancelled',
  PAA_PAGAMENTO_SCONOSCIUTO: 'unknown',
  PPT_SINTASSI_XSD: 'data-error',
  PPT_DOMINIO_SCONOSCIUTO: 'data-error',
  PPT_STAZIONE_INT_PA_SCONOSCIUTA: 'data-error',
  PPT_TOKEN_SCADUTO: 'unavailable',
  PAA_SEMANTICA: 'unavailable',
}

export function problemOf(fault: NodeFault): PaymentProblem {
  return PROBLEMS[tellingCode(fault)] ?? 'institution-error'
}
