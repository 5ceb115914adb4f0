/** From the receipt that the Node sent to the quietanza on paper: nothing is added, and what its reader may not see goes. */
import { type FiscalCode, maskFiscalCode, maskName } from '../core/fiscal-code.ts'
import type { NoticeNumber } from '../core/notice-number.ts'
import type { Temporal } from '../core/time.ts'
import type { Access } from '../debt-positions/visibility.ts'
import type { Institution } from '../institutions/institution.ts'
import type { ReceiptMessage, SubjectMessage } from '../pa-for-node/messages.wire.ts'
import { readStamp } from '../pa-for-node/stamp.wire.ts'
import { type ReceiptDocument, type ReceiptPerson, paymentMethodOf } from '../receipts/receipt-document.ts'

export type PaperFacts = {
  institution: Institution
  message: ReceiptMessage
  documentSha256: string
  serviceName: string
  hasNeutralDescription: boolean
}

export function receiptPaper(facts: PaperFacts, access: Access, printedAt: Temporal.Instant): ReceiptDocument {
  const { institution, message } = facts
  const isDescriptionShown = access === 'full' || facts.hasNeutralDescription
  return {
    institution: {
      name: institution.name,
      fiscalCode: institution.fiscalCode,
      officeName: institution.officeName ?? undefined,
      crestSvg: institution.crestSvg ?? undefined,
    },
    debtor: personOf(message.debtor, access),
    payer: message.payer && personOf(message.payer, access),
    subject: isDescriptionShown ? message.description : facts.serviceName,
    noticeNumber: message.noticeNumber as NoticeNumber,
    creditorReferenceId: message.creditorReferenceId,
    receiptId: message.receiptId,
    psp: { name: message.PSPCompanyName, fiscalCode: message.pspFiscalCode ?? message.pspPartitaIVA },
    paidAt: message.paymentDateTime,
    applicationOn: message.applicationDate,
    amount: message.paymentAmount,
    fee: message.fee,
    paymentMethod: paymentMethodOf(message.paymentMethod),
    transfers: message.transferList.transfer.map((transfer) => ({
      amount: transfer.transferAmount,
      beneficiary: {
        name: transfer.companyName ?? (transfer.fiscalCodePA === institution.fiscalCode ? institution.name : undefined),
        fiscalCode: transfer.fiscalCodePA,
      },
      iban: transfer.IBAN,
      stamp: transfer.MBDAttachment && (readStamp(transfer.MBDAttachment) ?? 'unreadable'),
      remittanceInformation: isDescriptionShown
        ? transfer.remittanceInformation
        : transfer.remittanceInformation.replace(/\/TXT\/.*$/, ''),
    })),
    documentSha256: facts.documentSha256,
    printedAt,
    isTest: institution.environment === 'test',
  }
}

function personOf({ fullName, uniqueIdentifier }: SubjectMessage, access: Access): ReceiptPerson {
  const code = uniqueIdentifier.entityUniqueIdentifierValue
  const fiscalCode = code === 'ANONIMO' ? undefined : code
  if (access === 'full') return { fullName, fiscalCode }
  return { fullName: maskName(fullName), fiscalCode: fiscalCode && maskFiscalCode(fiscalCode as FiscalCode) }
}
