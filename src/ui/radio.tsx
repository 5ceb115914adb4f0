/** One of a few answers to a question. */
import type { ComponentChildren } from 'preact'

type RadioGroupProps = {
  name: string
  legend: ComponentChildren
  options: readonly { value: string; label: string }[]
  value: string
  /** Marks for AgID's checks: of the group, of its question, of each answer. */
  elements?: { group: string; question: string; answer: string }
}

export const RadioGroup = ({ name, legend, options, value, elements }: RadioGroupProps) => (
  <fieldset class="q-group q-radios" data-element={elements?.group}>
    <legend data-element={elements?.question}>{legend}</legend>
    {options.map((option) => (
      <div class="q-check" key={option.value}>
        <input
          type="radio"
          id={`${name}-${option.value}`}
          name={name}
          value={option.value}
          checked={option.value === value}
        />
        <label for={`${name}-${option.value}`} data-element={elements?.answer}>
          {option.label}
        </label>
      </div>
    ))}
  </fieldset>
)
