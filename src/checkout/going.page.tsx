import type { Cents } from '../core/money.ts'
import type { InstallmentId } from '../debt-positions/installment.ts'
import { routes } from '../routes.ts'
import { Actions, ButtonLink } from '../ui/form.tsx'
import type { PortalFrame } from '../ui/frame.ts'
import { safeHref } from '../ui/link.tsx'
import { Page } from '../ui/page.tsx'
import { MoneyLine, PageTitle, Panel, PaymentSteps } from '../ui/pieces.tsx'
import { Amount } from '../ui/values.tsx'
import { goingText as text } from './payment.text.ts'

export type GoingPageProps = {
  frame: PortalFrame
  /** Where Checkout wants the browser; the caller has checked its host. */
  checkoutUrl: string
  installmentId: InstallmentId
  amount: Cents
}

/** Stands between the portal and pagoPA where a redirect cannot: the same step, with a link. */
export const GoingPage = ({ frame, checkoutUrl, installmentId, amount }: GoingPageProps) => {
  const href = safeHref(checkoutUrl)
  const back = routes.position(frame.institution.code, installmentId)
  return (
    <Page frame={frame} title={text.title} above={[{ label: text.above, href: back }]}>
      <PageTitle lead={text.lead}>{text.title}</PageTitle>
      <PaymentSteps at="checkout" back={back} />
      <div class="q-narrow">
        <Panel>
          <p class="q-hint">{text.total}</p>
          <Amount amount={amount} isLarge />
          <ol class="q-going">
            {text.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <MoneyLine>{text.money}</MoneyLine>
          <Actions>
            {href !== undefined && (
              <ButtonLink href={href} size="lg">
                {text.submit}
              </ButtonLink>
            )}
            <a href={back}>{text.back}</a>
          </Actions>
          <p class="q-hint">{text.time}</p>
        </Panel>
      </div>
    </Page>
  )
}
