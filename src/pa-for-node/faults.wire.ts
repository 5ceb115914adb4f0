/** The faults of a creditor institution (pagoPA, "Nodo → EC") and their official texts. No other code is ever sent. */

const FAULT_STRINGS = {
  PAA_ID_DOMINIO_ERRATO: 'La PAA non corrisponde al Dominio indicato',
  PAA_ID_INTERMEDIARIO_ERRATO: 'Identificativo intermediario non corrispondente',
  PAA_STAZIONE_INT_ERRATA: 'Stazione intermediario non corrispondente',
  PAA_PAGAMENTO_SCONOSCIUTO: 'Pagamento in attesa risulta sconosciuto all’Ente Creditore',
  PAA_PAGAMENTO_DUPLICATO: 'Pagamento in attesa risulta concluso all’Ente Creditore',
  PAA_PAGAMENTO_SCADUTO: 'Pagamento in attesa risulta scaduto all’Ente Creditore',
  PAA_PAGAMENTO_ANNULLATO: 'Pagamento in attesa risulta annullato all’Ente Creditore',
  PAA_SEMANTICA: 'Errore semantico',
  PAA_SINTASSI_XSD: 'Errore di sintassi XSD',
  PAA_SINTASSI_EXTRAXSD: 'Errore di sintassi extra XSD',
  PAA_RECEIPT_DUPLICATA: 'La CtReceipt è già stata accettata.',
  PAA_SYSTEM_ERROR: 'Errore generico',
} as const

export type FaultCode = keyof typeof FAULT_STRINGS

export type Fault = {
  code: FaultCode
  /** One line for an operator; never personal data. */
  description: string
}

export function faultString(code: FaultCode): string {
  return FAULT_STRINGS[code]
}
