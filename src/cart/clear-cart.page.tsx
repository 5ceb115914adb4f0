/** Says what will be taken out before it is. */
import { formatEuro } from '../core/money.ts'
import { routes } from '../routes.ts'
import { Actions, Form, SubmitButton } from '../ui/form.tsx'
import type { PortalFrame } from '../ui/frame.ts'
import { Page } from '../ui/page.tsx'
import { PageTitle, Panel } from '../ui/pieces.tsx'
import type { CartItem } from './cart-item.ts'
import { cartText } from './cart.text.ts'

const text = cartText.clearing

export type ClearCartPageProps = { frame: PortalFrame; items: readonly CartItem[]; count: number }

export const ClearCartPage = ({ frame, items, count }: ClearCartPageProps) => {
  const { code } = frame.institution
  return (
    <Page frame={frame} title={text.title} section="cart" above={[{ label: cartText.title, href: routes.cart(code) }]}>
      <PageTitle lead={text.body(count)}>{text.title}</PageTitle>
      <div class="q-narrow">
        <Panel>
          <ul>
            {items.map(({ institution, record }) => (
              <li key={record.installmentId}>
                {cartText.item.name(record)}, {institution.name}: {formatEuro(record.amount)}
              </li>
            ))}
          </ul>
          <Form frame={frame} action={routes.clearCart(code)}>
            <Actions>
              <SubmitButton>{text.submit}</SubmitButton>
              <a href={routes.cart(code)}>{text.back}</a>
            </Actions>
          </Form>
        </Panel>
      </div>
    </Page>
  )
}
