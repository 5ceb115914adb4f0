/** What the messages of paForNode say, once the XML is taken off. */

export type Metadata = { key: string; value: string }[]

export type Subject = {
  /** F is a person, G everybody else. */
  type: 'F' | 'G'
  /** A codice fiscale, a VAT number, or ANONIMO. */
  identifier: string
  fullName: string
  streetName?: string
  civicNumber?: string
  postalCode?: string
  city?: string
  province?: string
  country?: string
  email?: string
}

/** Where a transfer goes: an account, or a digital stamp (marca da bollo) in place of one. */
export type Destination = { iban: string } | { stamp: { documentHash: string; type: string; province: string } }

export type Transfer = {
  idTransfer: number
  amount: number
  fiscalCodePA: string
  companyName?: string
  destination: Destination
  remittanceInformation: string
  category: string
  metadata: Metadata
}

/** The answer to paGetPayment, whichever version asked. */
export type Payment = {
  creditorReferenceId: string
  amount: number
  dueDate: string
  description: string
  companyName?: string
  officeName?: string
  debtor: Subject
  transfers: Transfer[]
  metadata: Metadata
}

/** The answer to paVerifyPaymentNotice. */
export type Offer = {
  amount: number
  dueDate?: string
  detailDescription?: string
  allCCP: boolean
  paymentDescription: string
  fiscalCodePA: string
  companyName: string
  officeName?: string
}

export type Fault = { faultCode: string; faultString: string; id: string; description?: string }

export type Psp = {
  idPSP: string
  fiscalCode: string
  companyName: string
  idChannel: string
  channelDescription: string
}

export type Receipt = {
  receiptId: string
  noticeNumber: string
  /** The institution that owns the notice, who need not be the one that gets this copy. */
  fiscalCode: string
  creditorReferenceId: string
  amount: number
  description: string
  companyName: string
  officeName?: string
  debtor: Subject
  transfers: Transfer[]
  psp: Psp
  payer?: Subject
  paymentMethod: string
  paymentNote?: string
  fee: number
  paidAt: number
  metadata: Metadata
  isStandIn: boolean
}
