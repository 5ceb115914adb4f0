/** The codes that open a notice, wherever they are asked for. */
import { codeErrorText, codeFieldText as text } from './code-field.text.ts'
import { Field, FieldGroup } from './field.tsx'

type CodeFieldProps = { hint: string; value: string; error: string | undefined }

export const FiscalCodeField = (props: CodeFieldProps) => (
  <Field name="fiscalCode" label={text.fiscalCode} help="fiscal-code" width="medium" {...props} />
)

export const NoticeNumberField = (props: CodeFieldProps) => (
  <Field
    name="noticeNumber"
    label={text.noticeNumber}
    help="notice-number"
    inputmode="numeric"
    width="medium"
    {...props}
  />
)

type Code = 'creditorReferenceId' | 'noticeNumber'

/** The two codes of a notice, of which one is enough. */
export const EitherCode = (props: {
  hints: Record<Code, string>
  values: Record<Code, string>
  messages: Record<Code, string | undefined>
}) => {
  const of = (code: Code) => ({ hint: props.hints[code], value: props.values[code], error: props.messages[code] })
  return (
    <FieldGroup legend={text.either} isLegendHidden>
      <Field
        name="creditorReferenceId"
        label={text.creditorReferenceId}
        help="digits"
        inputmode="numeric"
        width="medium"
        {...of('creditorReferenceId')}
      />
      <p class="q-or">{text.or}</p>
      <NoticeNumberField {...of('noticeNumber')} />
    </FieldGroup>
  )
}

export type CodeFieldErrors = { [Name in keyof typeof codeErrorText]?: keyof (typeof codeErrorText)[Name] }

/** What is wrong with each, in words. */
export function codeMessages({ fiscalCode, creditorReferenceId, noticeNumber }: CodeFieldErrors) {
  return {
    fiscalCode: fiscalCode && codeErrorText.fiscalCode[fiscalCode],
    creditorReferenceId: creditorReferenceId && codeErrorText.creditorReferenceId[creditorReferenceId],
    noticeNumber: noticeNumber && codeErrorText.noticeNumber[noticeNumber],
  }
}
