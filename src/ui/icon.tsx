import { assetUrl } from './assets.ts'
import type { IconName } from './icons.ts'

/** A drawing beside words that say the same: hidden from who listens to the page. */
export const Icon = ({ name, size = 'sm' }: { name: IconName; size?: 'xs' | 'sm' | 'lg' | 'xl' }) => (
  <svg class={`icon ${SIZES[size]}`} aria-hidden="true" focusable="false">
    <use href={`${assetUrl('icons.svg')}#it-${name}`} />
  </svg>
)

const SIZES = { xs: 'icon-xs', sm: 'icon-sm', lg: 'icon-lg', xl: 'icon-xl' }
