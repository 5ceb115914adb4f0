/**
 * Links to addresses that come from data (the institution's site, its phone, Checkout's answer). No JSX engine refuses
 * `javascript:`, so every such address passes here.
 */
import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import { linkText } from './ui.text.ts'

const SCHEMES = new Set(['http:', 'https:', 'mailto:', 'tel:'])

/** The address as a browser will read it, or undefined when it is none that a page may link to. */
export function safeHref(address: string): string | undefined {
  if (/^\/(?![/\\])[\w\-./~%?&=+,;:@#]*$/.test(address)) return address
  const url = URL.parse(address)
  return url && SCHEMES.has(url.protocol) ? url.href : undefined
}

/** A link where the address can be followed, its words where it cannot. */
export const SafeLink = ({
  href,
  children,
  element,
}: {
  href: string
  children: ComponentChildren
  element?: string
}) => {
  const address = safeHref(href)
  if (address === undefined) return <>{children}</>
  return (
    <a href={address} data-element={element}>
      {children}
    </a>
  )
}

/** A link that leaves the portal, and says so. */
export const ExternalLink = ({
  href,
  children,
  element,
}: {
  href: string
  children: ComponentChildren
  element?: string
}) => (
  <SafeLink href={href} {...(element === undefined ? {} : { element })}>
    {children} <Icon name="external-link" size="xs" />
    <span class="visually-hidden"> {linkText.external}</span>
  </SafeLink>
)

export const PhoneLink = ({ phone }: { phone: string }) => (
  <SafeLink href={`tel:${phone.replace(/[^\d+]/g, '')}`}>{phone}</SafeLink>
)

export const MailLink = ({ address }: { address: string }) => <SafeLink href={`mailto:${address}`}>{address}</SafeLink>
