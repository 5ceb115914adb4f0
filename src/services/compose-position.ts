/** From the answers to the position that they ask for: one notice, its causale, its shares. */
import { type Cents, sum } from '../core/money.ts'
import type { Temporal } from '../core/time.ts'
import type { Debtor, PositionDraft, TransferDraft } from '../debt-positions/position-draft.ts'
import { answerText } from './answer-text.ts'
import { fillTemplate } from './causale.ts'
import { type Answers, isAsked } from './field.ts'
import type { AnswerInWords, FormId } from './filled-form.ts'
import type { OpenService } from './open-service.ts'
import type { ServiceForm } from './service-form.ts'
import { splitAmount } from './split.ts'
import type { PricedLine } from './tariff.ts'

/** The ente that the service is of, as it stands in its transfers. */
export type Creditor = { fiscalCode: string; name: string }

export type ShareOf = { name: string; amount: Cents; isRemainder: boolean }

/** A form that can be saved, with all that follows from its answers. */
export type Composed = {
  description: string
  /** What it is about, for who has several of the kind; null where the form does not say. */
  subject: string | null
  amount: Cents
  lines: readonly PricedLine[]
  /** Who gets what; one alone where nothing is shared. */
  shares: readonly ShareOf[]
  answers: readonly AnswerInWords[]
  dueOn: Temporal.PlainDate
}

type Priced = { answers: Answers; amount: Cents; lines: readonly PricedLine[] }

export function compose(form: ServiceForm, priced: Priced, creditor: Creditor, today: Temporal.PlainDate): Composed {
  return {
    description: describe(form, priced.answers),
    subject: subjectOf(form, priced.answers),
    amount: priced.amount,
    lines: priced.lines,
    shares: sharesOf(form, priced.amount).map(({ beneficiary, amount, isRemainder }) => ({
      name: beneficiary?.name ?? creditor.name,
      amount,
      isRemainder,
    })),
    answers: inWords(form, priced.answers),
    dueOn: today.add({ days: form.daysToPay }),
  }
}

function describe({ description, fields }: ServiceForm, answers: Answers): string {
  const textOf = (name: string) => {
    const field = fields.find((one) => one.name === name)
    return field ? answerText(field, answers.get(name)) : ''
  }
  return fillTemplate(description, textOf)
}

function subjectOf({ subject, fields }: ServiceForm, answers: Answers): string | null {
  const field = fields.find(({ name }) => name === subject)
  return (field && answerText(field, answers.get(field.name))) || null
}

function inWords({ fields }: ServiceForm, answers: Answers): AnswerInWords[] {
  return fields.filter(isAsked).flatMap((field) => {
    const text = answerText(field, answers.get(field.name))
    return text === '' ? [] : [{ label: field.label, text }]
  })
}

type Share = NonNullable<ServiceForm['shares']>[number]
type SharedAmount = Omit<Share, 'part'> & { amount: Cents; isRemainder: boolean }

const WHOLE_SHARE: Share = {
  beneficiary: null,
  transferCategory: null,
  remittanceInformation: null,
  part: { kind: 'remainder' },
}

/** The declaration was refused if any amount could leave somebody with nothing. */
function sharesOf({ shares }: ServiceForm, amount: Cents): SharedAmount[] {
  const all = shares ?? [WHOLE_SHARE]
  const amounts = splitAmount(
    amount,
    all.map(({ part }) => part),
  )
  if (!amounts || sum(amounts) !== amount) throw new Error('a share of nothing')
  return all.map(({ part, ...share }, index) => ({
    ...share,
    amount: amounts[index]!,
    isRemainder: part.kind === 'remainder',
  }))
}

export function toPositionDraft(
  service: OpenService,
  composed: Composed,
  creditor: Creditor,
  { formId, debtor }: { formId: FormId; debtor: Debtor },
): PositionDraft {
  return {
    reference: referenceOf(formId),
    hasOwnReference: true,
    serviceId: service.serviceId,
    debtor,
    subject: composed.subject,
    options: [
      {
        kind: 'single',
        installments: [
          {
            noticeNumber: null,
            amount: composed.amount,
            description: composed.description,
            dueOn: composed.dueOn,
            validFrom: null,
            expiresAfterDue: true,
            transfers: sharesOf(service.form, composed.amount).map((share) => toTransfer(service, share, creditor)),
            lines: composed.lines,
          },
        ],
      },
    ],
  }
}

function toTransfer(service: OpenService, share: SharedAmount, creditor: Creditor): TransferDraft {
  const { beneficiary, amount } = share
  const account = beneficiary ?? service
  return {
    amount,
    beneficiaryFiscalCode: beneficiary?.fiscalCode ?? creditor.fiscalCode,
    beneficiaryName: beneficiary?.name ?? null,
    destination: { kind: 'account', iban: account.iban, postalIban: account.postalIban },
    remittanceInformation: share.remittanceInformation,
    transferCategory: share.transferCategory ?? service.transferCategory,
  }
}

/** The same form is the same position, however often it is saved. */
export function referenceOf(formId: FormId): string {
  return `spontanea:${formId}`
}
