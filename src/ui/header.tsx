/** Whose pages these are, who reads them, and where one can go. */
import { routes } from '../routes.ts'
import { Form } from './form.tsx'
import type { Frame, InstitutionFrame, Section, ViewerFrame } from './frame.ts'
import { Icon } from './icon.tsx'
import { pageText } from './page.text.ts'

type HeaderProps = { frame: Frame; section: Section | undefined }

export const Header = ({ frame, section }: HeaderProps) => {
  const { institution } = frame
  return (
    <header class="it-header-wrapper">
      {institution?.isTest === true && (
        <p class="q-test-strip">
          <Icon name="info-circle" size="xs" />
          {pageText.test}
        </p>
      )}
      <div class="it-header-slim-wrapper">
        <div class="container q-slim">
          {institution ? (
            <a class="q-slim-brand" href={routes.home()}>
              {institution.regionName ?? pageText.everywhere}
            </a>
          ) : (
            <span class="q-slim-brand">{pageText.everywhere}</span>
          )}
          {institution && !frame.viewer && section !== 'account' && (
            <a class="q-access" href={routes.login(institution.code)}>
              <Icon name="user" />
              {pageText.access}
            </a>
          )}
        </div>
      </div>
      <div class="it-nav-wrapper">
        <div class="it-header-center-wrapper it-small-header q-center">
          <div class="container">
            <div class="it-header-center-content-wrapper">
              <Brand institution={institution} />
              <div class="it-right-zone q-right">
                {institution && (
                  <a class="q-help-link" href={routes.help(institution.code)}>
                    <Icon name="info-circle" />
                    <span>{pageText.help}</span>
                  </a>
                )}
                {institution && (
                  <a class="q-help-link" href={routes.manual(institution.code)}>
                    <Icon name="file-pdf-ext" />
                    <span>{pageText.manual}</span>
                    <span class="visually-hidden"> {pageText.manualForm}</span>
                  </a>
                )}
                {institution && <CartLink frame={frame} institution={institution} isHere={section === 'cart'} />}
                {institution && frame.viewer ? (
                  <PersonMenu frame={frame} institution={institution} viewer={frame.viewer} />
                ) : (
                  <span class="q-pagopa">{pageText.pagopa}</span>
                )}
              </div>
            </div>
          </div>
        </div>
        {institution && <Navigation frame={frame} institution={institution} section={section} />}
      </div>
    </header>
  )
}

const Brand = ({ institution }: { institution: InstitutionFrame | undefined }) => (
  <div class="it-brand-wrapper">
    <a href={institution ? routes.search(institution.code) : routes.home()}>
      {institution?.hasCrest === true ? (
        <img class="q-crest" src={routes.crest(institution.code)} alt="" width="56" height="56" />
      ) : (
        <Icon name="pa" size="lg" />
      )}
      <span class="it-brand-text">
        <span class="it-brand-title">{institution?.name ?? pageText.portal}</span>
        {institution && <span class="it-brand-tagline">{pageText.portal}</span>}
      </span>
    </a>
  </div>
)

const CartLink = ({
  frame: { cartCount },
  institution,
  isHere,
}: {
  frame: Frame
  institution: InstitutionFrame
  isHere: boolean
}) => (
  <a class="q-cart-link" href={routes.cart(institution.code)} aria-current={isHere ? 'page' : undefined}>
    <Icon name="cart" />
    <span>{pageText.cart}</span>
    {cartCount > 0 && (
      <>
        <span class="q-count" aria-hidden="true">
          {cartCount}
        </span>
        <span class="visually-hidden">: {pageText.inCart(cartCount)}</span>
      </>
    )}
  </a>
)

/** The menu of the person stands on the mark of pagoPA, where people have been told to look for it. */
const PersonMenu = ({
  frame,
  institution,
  viewer,
}: {
  frame: Frame
  institution: InstitutionFrame
  viewer: ViewerFrame
}) => (
  <details class="q-menu q-person" data-enhance="menu">
    <summary>
      <span class="visually-hidden">{pageText.personMenu(viewer.name)}</span>
      <span class="q-pagopa" aria-hidden="true">
        {pageText.pagopa}
      </span>
      <Icon name="user" />
      <span class="q-person-name" aria-hidden="true">
        {viewer.name}
      </span>
      <Icon name="expand" />
    </summary>
    <div class="q-menu-items">
      <p class="q-person-who">
        {pageText.signedInAs}
        <strong>{viewer.name}</strong>
        <span>{viewer.email}</span>
      </p>
      <ul>
        {PERSON_LINKS.map(({ name, icon, href }) => (
          <li key={name}>
            <a class="q-menu-item" href={href(institution.code)}>
              <Icon name={icon} />
              {pageText.person[name]}
            </a>
          </li>
        ))}
      </ul>
      <Form frame={frame} action={routes.logout(institution.code)}>
        <button type="submit" class="q-menu-item">
          <Icon name="logout" />
          {pageText.leave}
        </button>
      </Form>
    </div>
  </details>
)

/** In the order in which they stand above "Esci". */
const PERSON_LINKS = [
  { name: 'profile', icon: 'user', href: routes.profile },
  { name: 'preferences', icon: 'mail', href: routes.preferences },
  { name: 'privacy', icon: 'lock', href: routes.myPrivacy },
] as const

type NavigationProps = { frame: Frame; institution: InstitutionFrame; section: Section | undefined }

const SIGNED_IN = ['positions', 'services', 'history', 'search', 'paid-but-missing'] as const
const ANONYMOUS = ['search', 'services', 'receipt', 'paid-but-missing'] as const

const Navigation = ({ frame, institution, section }: NavigationProps) => {
  const links = {
    positions: routes.positions(institution.code),
    services: routes.services(institution.code),
    history: routes.history(institution.code),
    search: routes.search(institution.code),
    receipt: routes.findReceipt(institution.code),
    'paid-but-missing': routes.paidButMissing(institution.code),
  }
  const sections = (frame.viewer ? SIGNED_IN : ANONYMOUS).filter(
    (name) => name !== 'services' || institution.opensServices,
  )
  return (
    <nav class="q-nav" aria-label={pageText.mainNavigation}>
      <ul class="container">
        {sections.map((name) => (
          <li key={name}>
            <a href={links[name]} aria-current={name === section ? 'page' : undefined}>
              {pageText.sections[name]}
              {name === 'positions' && <DueCount count={frame.dueCount} />}
            </a>
          </li>
        ))}
        <li class="q-nav-help">
          <a href={routes.help(institution.code)} aria-current={section === 'help' ? 'page' : undefined}>
            {pageText.help}
          </a>
        </li>
      </ul>
    </nav>
  )
}

const DueCount = ({ count }: { count: number | undefined }) =>
  count === undefined || count === 0 ? null : (
    <>
      <span class="q-count" aria-hidden="true">
        {count}
      </span>
      <span class="visually-hidden">: {pageText.due(count)}</span>
    </>
  )
