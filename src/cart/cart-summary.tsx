/** What can be paid now, in one press, and what else can be done with the cart. */
import { formatEuro } from '../core/money.ts'
import { loginThen, routes } from '../routes.ts'
import { ButtonLink, Form, SubmitButton } from '../ui/form.tsx'
import type { PortalFrame } from '../ui/frame.ts'
import { Icon } from '../ui/icon.tsx'
import { Amount } from '../ui/values.tsx'
import { type CartItem, type LostItem, isPayable, payableTotal } from './cart-item.ts'
import { MAX_NOTICES } from './cart.ts'
import { cartText } from './cart.text.ts'

const text = cartText.summary

type SummaryProps = {
  frame: PortalFrame
  items: readonly CartItem[]
  lost: readonly LostItem[]
  /** Makes a second press of the button the same payment as the first. */
  operationId: string
  /** The page has just asked whether what looks paid already is something else. */
  isAskedAgain: boolean
}

export const CartSummary = (props: SummaryProps) => {
  const { frame, items, lost } = props
  const { code } = frame.institution
  const count = items.length + lost.length
  return (
    <section class="q-panel q-pay q-cart-summary" aria-labelledby="da-pagare-adesso">
      <h2 id="da-pagare-adesso">{text.title}</h2>
      <Amount amount={payableTotal(items)} isLarge />
      <HowMany items={items} count={count} />
      <PayForm {...props} />
      <SignIn {...props} />
      <ul class="q-other-ways">
        <li>
          {count < MAX_NOTICES ? (
            <a href={frame.viewer ? routes.positions(code) : routes.search(code)}>
              <Icon name="plus-circle" />
              <span>
                {text.more}
                <span class="q-hint">{text.moreHint(MAX_NOTICES - count)}</span>
              </span>
            </a>
          ) : (
            <p class="q-hint">{text.full}</p>
          )}
        </li>
        <li>
          <a href={routes.clearCart(code)}>
            <Icon name="delete" />
            {text.clear}
          </a>
        </li>
      </ul>
    </section>
  )
}

const HowMany = ({ items, count }: { items: readonly CartItem[]; count: number }) => {
  const payable = items.filter(isPayable)
  const institutions = new Set(payable.map(({ institution }) => institution.code)).size
  if (payable.length === 0) return <p>{text.none}</p>
  if (payable.length < count) return <p>{text.some(payable.length, count - payable.length)}</p>
  return (
    <p>
      {text.all(count)}
      {institutions > 1 && text.institutions(institutions)}
    </p>
  )
}

/** Says what is paid and sends it along, so that nothing else can be. */
const PayForm = ({ frame, items, lost, operationId, isAskedAgain }: SummaryProps) => {
  const payable = items.filter(isPayable)
  if (payable.length === 0) return null
  const total = formatEuro(payableTotal(items))
  const doubtful = payable.filter(({ twin }) => twin !== undefined)
  const label =
    payable.length === items.length + lost.length
      ? text.payAll(total)
      : payable.length === 1
        ? text.payOther(total)
        : text.payOthers(payable.length, total)
  return (
    <Form frame={frame} action={routes.payCart(frame.institution.code)}>
      <input type="hidden" name="operationId" value={operationId} />
      <input type="hidden" name="amount" value={payableTotal(items)} />
      <input type="hidden" name="notices" value={idsOf(payable)} />
      {isAskedAgain && <input type="hidden" name="again" value={idsOf(doubtful)} />}
      <SubmitButton size="lg">{label}</SubmitButton>
      <p class="q-hint">{text.how}</p>
    </Form>
  )
}

function idsOf(items: readonly CartItem[]): string {
  return items.map(({ record }) => record.installmentId).join(' ')
}

/** An ente in the cart asks who pays: without signing in only the others' notices can be paid. */
const SignIn = ({ frame, items }: SummaryProps) => {
  if (!items.some(({ state }) => state.kind === 'needs-sign-in')) return null
  const { code } = frame.institution
  const isOnlyWay = !items.some(isPayable)
  return (
    <p class="q-cart-sign-in">
      <ButtonLink
        href={loginThen(code, routes.cart(code), 'login-needed')}
        size="lg"
        look={isOnlyWay ? 'primary' : 'secondary'}
      >
        {isOnlyWay ? text.signIn : text.signInForAll}
      </ButtonLink>
    </p>
  )
}
