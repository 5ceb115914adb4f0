import { formText } from './ui.text.ts'

export type SummaryEntry = { field: string; message: string }

/** What is wrong, on top of the page; it takes the focus, and each line leads to its field. */
export const ErrorSummary = ({ errors }: { errors: readonly SummaryEntry[] }) =>
  errors.length === 0 ? null : (
    <div class="q-summary" role="alert" tabindex={-1} aria-labelledby="errori" data-enhance="error-summary">
      <h2 id="errori">{formText.summaryTitle(errors.length)}</h2>
      <ul>
        {errors.map(({ field, message }) => (
          <li key={field}>
            <a href={`#${field}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  )

/** The lines of a summary, in the order in which the fields stand on the page. */
export function summaryEntries<Field extends string>(
  order: readonly Field[],
  messageOf: (field: Field) => string | undefined,
): SummaryEntry[] {
  return order.flatMap((field) => {
    const message = messageOf(field)
    return message === undefined ? [] : [{ field, message }]
  })
}
