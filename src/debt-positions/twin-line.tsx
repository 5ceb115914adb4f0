import { dayInRome, formatDay } from '../core/time.ts'
import { routes } from '../routes.ts'
import type { Twin } from './before-paying.ts'
import { positionText } from './position.text.ts'

/** What looks like this one and is paid, or being paid: wherever somebody is about to pay. */
export const TwinLine = ({ institution, twin }: { institution: string; twin: Twin }) => (
  <>
    {twin.paidAt ? positionText.twin.paid(formatDay(dayInRome(twin.paidAt))) : positionText.twin.underWay}{' '}
    <a href={routes.position(institution, twin.installmentId)}>{twin.name}</a>
  </>
)
