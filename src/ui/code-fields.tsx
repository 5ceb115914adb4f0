/** The codes that open a notice, wherever they are asked for. */
import type { ComponentChildren } from 'preact'
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

export const ReferenceField = (props: CodeFieldProps) => (
  <Field
    name="creditorReferenceId"
    label={text.creditorReferenceId}
    help="digits"
    inputmode="numeric"
    width="medium"
    {...props}
  />
)

/** Two of them, of which one is enough. */
export const EitherCode = ({ first, second }: { first: ComponentChildren; second: ComponentChildren }) => (
  <FieldGroup legend={text.either} isLegendHidden>
    {first}
    <p class="q-or">{text.or}</p>
    {second}
  </FieldGroup>
)

export type CodeFieldErrors = { [Name in keyof typeof codeErrorText]?: keyof (typeof codeErrorText)[Name] }

/** What is wrong with each, in words. */
export function codeMessages({ fiscalCode, creditorReferenceId, noticeNumber }: CodeFieldErrors) {
  return {
    fiscalCode: fiscalCode && codeErrorText.fiscalCode[fiscalCode],
    creditorReferenceId: creditorReferenceId && codeErrorText.creditorReferenceId[creditorReferenceId],
    noticeNumber: noticeNumber && codeErrorText.noticeNumber[noticeNumber],
  }
}
