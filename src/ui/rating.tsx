/** At the end of a service: how easy was it (modello Comuni, C.SE.1.7). The marks are those that AgID's checks look for. */
import { routes } from '../routes.ts'
import { Actions, Form, SubmitButton } from './form.tsx'
import type { PortalFrame } from './frame.ts'
import { Icon } from './icon.tsx'
import { FieldError } from './field.tsx'
import { ratingBoxText as text } from './rating.text.ts'

type RatingBoxProps = {
  frame: PortalFrame
  journey: 'payment' | 'registration' | 'portal'
  /** Drawn anew for each page: the same form sent twice is one rating. */
  ratingToken: string
  hasError?: boolean
}

export const RatingBox = ({ frame, journey, ratingToken, hasError = false }: RatingBoxProps) => (
  <section class="q-panel q-rating" aria-labelledby="valuta" data-element="feedback">
    <h2 id="valuta" data-element="feedback-title">
      {text.question}
    </h2>
    <Form frame={frame} action={routes.rate(frame.institution.code)}>
      <input type="hidden" name="token" value={ratingToken} />
      <input type="hidden" name="journey" value={journey} />
      <fieldset class="q-stars" aria-describedby={hasError ? 'stars-error stars-hint' : 'stars-hint'}>
        <legend class="visually-hidden">{text.legend}</legend>
        <div class="q-stars-row">
          {[1, 2, 3, 4, 5].map((stars) => (
            <Star key={stars} stars={stars} isInvalid={hasError} />
          ))}
        </div>
        <p class="q-hint" id="stars-hint">
          {text.hint}
        </p>
        <FieldError name="stars" error={hasError ? text.missing : undefined} />
      </fieldset>
      <Actions>
        <SubmitButton look="secondary">{text.submit}</SubmitButton>
      </Actions>
    </Form>
  </section>
)

/** The first one has the name of the field: it is where the summary of errors leads. */
const Star = ({ stars, isInvalid }: { stars: number; isInvalid: boolean }) => {
  const id = stars === 1 ? 'stars' : `stars-${stars}`
  return (
    <>
      <input type="radio" id={id} name="stars" value={stars} aria-invalid={isInvalid ? 'true' : undefined} />
      <label for={id} data-element={`feedback-rate-${stars}`}>
        <Icon name="star-outline" size="lg" />
        <Icon name="star-full" size="lg" />
        <span class="visually-hidden">{text.star(stars)}</span>
      </label>
    </>
  )
}
