import { unreachable } from '../core/unreachable.ts'
import { routes } from '../routes.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field, FieldGroup } from '../ui/field.tsx'
import { Actions, ButtonLink, Form, SubmitButton } from '../ui/form.tsx'
import type { PortalFrame } from '../ui/frame.ts'
import { Page } from '../ui/page.tsx'
import { Outcome, PageTitle, Panel } from '../ui/pieces.tsx'
import { OptionGroup } from '../ui/option-group.tsx'
import { ratingBoxText } from '../ui/rating.text.ts'
import { RatingBox } from '../ui/rating.tsx'
import { type Journey, MOST_DETAILS, type Stars, aspectsFor, isGood } from './rating.ts'
import { aspectText, ratingText as text } from './rating.text.ts'

export type RatingPageProps = {
  frame: PortalFrame
  state:
    | { kind: 'stars'; journey: Journey; ratingToken: string; hasError: boolean }
    | { kind: 'question'; ratingToken: string; stars: Stars; aspect: string; details: string; isTooLong: boolean }
    | { kind: 'thanks' }
}

export const RatingPage = ({ frame, state }: RatingPageProps) => {
  switch (state.kind) {
    case 'stars': {
      const { hasError } = state
      const errors = hasError ? [{ field: 'stars', message: ratingBoxText.missing }] : []
      return (
        <Page frame={frame} title={text.title} hasErrors={hasError}>
          <ErrorSummary errors={errors} />
          <PageTitle lead={text.lead}>{text.title}</PageTitle>
          <div class="q-narrow">
            <RatingBox frame={frame} {...state} />
          </div>
        </Page>
      )
    }
    case 'question':
      return <QuestionPage frame={frame} {...state} />
    case 'thanks':
      return (
        <Page frame={frame} title={text.thanks.title}>
          <Outcome tone="success" title={text.thanks.title}>
            <p>{text.thanks.body}</p>
            <Actions>
              <ButtonLink href={routes.search(frame.institution.code)} look="secondary">
                {text.thanks.search}
              </ButtonLink>
            </Actions>
          </Outcome>
        </Page>
      )
    default:
      return unreachable(state)
  }
}

type QuestionPageProps = { frame: PortalFrame } & Extract<RatingPageProps['state'], { kind: 'question' }>

const QuestionPage = ({ frame, ratingToken, stars, aspect, details, isTooLong }: QuestionPageProps) => {
  const { question } = isGood(stars) ? text.follow.good : text.follow.bad
  return (
    <Page frame={frame} title={text.title} hasErrors={isTooLong}>
      <ErrorSummary errors={isTooLong ? [{ field: 'details', message: text.details.tooLong }] : []} />
      <PageTitle lead={text.given(stars)}>{text.title}</PageTitle>
      <div class="q-narrow">
        <Panel>
          <Form frame={frame} action={routes.rating(frame.institution.code, ratingToken)}>
            <OptionGroup
              name="aspect"
              legend={question}
              options={aspectsFor(stars).map((value) => ({ value, label: aspectText(value) }))}
              values={[aspect]}
              elements={{
                group: isGood(stars) ? 'feedback-rating-positive' : 'feedback-rating-negative',
                question: 'feedback-rating-question',
                answer: 'feedback-rating-answer',
              }}
            />
            <FieldGroup legend={text.details.question}>
              <Field
                name="details"
                label={text.details.label}
                hint={text.details.hint}
                value={details}
                error={isTooLong ? text.details.tooLong : undefined}
                maxlength={MOST_DETAILS}
                element="feedback-input-text"
                isOptional
              />
            </FieldGroup>
            <Actions>
              <SubmitButton>{text.submit}</SubmitButton>
            </Actions>
          </Form>
        </Panel>
      </div>
    </Page>
  )
}
