/** The shell of every page. */
import type { ComponentChildren } from 'preact'
import { routes } from '../routes.ts'
import { type AssetName, assetUrl } from './assets.ts'
import { Footer, HelpBox } from './footer.tsx'
import type { Frame, Section } from './frame.ts'
import { Header } from './header.tsx'
import { pageText } from './page.text.ts'

export type Crumb = { label: string; href: string }

type PageProps = {
  frame: Frame
  title: string
  section?: Section
  /** The pages above this one, the highest first; the page itself is added. */
  above?: readonly Crumb[]
  /** The page answers a form that could not be accepted: the title says so first. */
  hasErrors?: boolean
  /** Asks the browser to load the page again, where no script does it better. */
  refreshAfterSeconds?: number | undefined
  script?: AssetName
  children: ComponentChildren
}

export const Page = (props: PageProps) => {
  const { frame, section, children } = props
  const { institution } = frame
  return (
    <html lang="it">
      <Head {...props} />
      <body
        data-enhance={frame.sessionSecondsLeft === undefined ? undefined : 'session'}
        data-session-seconds={frame.sessionSecondsLeft}
      >
        <div class="skiplinks">
          <a class="visually-hidden-focusable" href="#contenuto">
            {pageText.toContent}
          </a>
          <a class="visually-hidden-focusable" href="#piede">
            {pageText.toFooter}
          </a>
        </div>
        <Header frame={frame} section={section} />
        <main id="contenuto" tabindex={-1}>
          <div class="container">
            <Breadcrumb {...props} />
            {children}
          </div>
        </main>
        {institution && <HelpBox institution={institution} />}
        <Footer institution={institution} />
        {frame.sessionSecondsLeft !== undefined && <SessionWarning />}
      </body>
    </html>
  )
}

const Head = ({ frame, title, hasErrors, refreshAfterSeconds, script }: PageProps) => {
  const { institution } = frame
  const parts = [hasErrors === true && pageText.errorTitle, title, institution?.name ?? pageText.portal]
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{parts.filter((part) => part !== false).join(' – ')}</title>
      <link rel="stylesheet" href={assetUrl('app.css')} />
      {institution && (
        <link
          rel="stylesheet"
          href={`${routes.theme(institution.code)}?v=${encodeURIComponent(institution.themeVersion)}`}
        />
      )}
      {FONTS.map((font) => (
        <link key={font} rel="preload" as="font" type="font/woff2" crossorigin="anonymous" href={assetUrl(font)} />
      ))}
      <link rel="icon" type="image/svg+xml" href={assetUrl('favicon.svg')} />
      <script type="module" src={assetUrl('app.js')} />
      {script !== undefined && <script type="module" src={assetUrl(script)} />}
      {refreshAfterSeconds !== undefined && (
        <noscript>
          <meta http-equiv="refresh" content={String(refreshAfterSeconds)} />
        </noscript>
      )}
    </head>
  )
}

const FONTS = ['titillium-web-latin-400.woff2', 'titillium-web-latin-600.woff2'] as const

const Breadcrumb = ({ above = [], title }: PageProps) =>
  above.length === 0 ? null : (
    <nav class="breadcrumb-container" aria-label={pageText.breadcrumb}>
      <ol class="breadcrumb">
        {above.map(({ label, href }) => (
          <li class="breadcrumb-item" key={href}>
            <a href={href}>{label}</a>
            <span class="separator" aria-hidden="true">
              /
            </span>
          </li>
        ))}
        <li class="breadcrumb-item active" aria-current="page">
          {title}
        </li>
      </ol>
    </nav>
  )

/** Shown two minutes before the session ends (WCAG 2.2, 2.2.1); only scripts know when that is. */
const SessionWarning = () => (
  <div
    class="q-session"
    role="status"
    data-session-warning
    data-stayed={pageText.session.stayed}
    data-ended={pageText.session.ended}
    data-ended-kept={pageText.session.endedKept}
    data-restored={pageText.session.restored}
  >
    <div hidden>
      <p>{pageText.session.warning}</p>
      <button type="button" class="btn btn-primary btn-sm">
        {pageText.session.stay}
      </button>
    </div>
  </div>
)
