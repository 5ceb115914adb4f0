/** Every page in every state that somebody can meet. */
import type { VNode } from 'preact'
import { accountStates } from './account-states.tsx'
import { caseStates } from './case-states.tsx'
import { cartStates } from './cart-states.tsx'
import { checkoutStates } from './checkout-states.tsx'
import { commonStates } from './common-states.tsx'
import { historyStates } from './history-states.tsx'
import { messageStates } from './message-states.tsx'
import { positionStates } from './position-states.tsx'
import { profileStates } from './profile-states.tsx'
import { serviceStates } from './service-states.tsx'
import { ratingStates } from './rating-states.tsx'

/** Pages by a name that reads as an address. */
export const galleryStates: Readonly<Record<string, VNode>> = {
  ...commonStates,
  ...positionStates,
  ...historyStates,
  ...accountStates,
  ...cartStates,
  ...checkoutStates,
  ...profileStates,
  ...messageStates,
  ...caseStates,
  ...ratingStates,
  ...serviceStates,
}
