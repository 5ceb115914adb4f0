/**
 * What is true of the portal itself, beside what only the institution can declare: its own page, where it has named one;
 * else what is missing.
 */
import { routes } from '../routes.ts'
import type { PortalFrame } from '../ui/frame.ts'
import { ExternalLink } from '../ui/link.tsx'
import { Page } from '../ui/page.tsx'
import { Callout, PageTitle } from '../ui/pieces.tsx'
import { legalText } from './legal.text.ts'

export type LegalPageProps = { frame: PortalFrame }

type LegalPageText = {
  title: string
  missing: (name: string) => string
  declared: (name: string) => string
  sections: readonly { title: string; paragraphs: readonly string[] }[]
}

const LegalPage = ({ frame, text, url }: LegalPageProps & { text: LegalPageText; url: string | null }) => (
  <Page
    frame={frame}
    title={text.title}
    above={[{ label: legalText.above, href: routes.search(frame.institution.code) }]}
  >
    <PageTitle>{text.title}</PageTitle>
    {url === null ? (
      <Callout tone="warning" title={legalText.provisional}>
        <p>{text.missing(frame.institution.name)}</p>
      </Callout>
    ) : (
      <Callout tone="note">
        <p>
          <ExternalLink href={url}>{text.declared(frame.institution.name)}</ExternalLink>
        </p>
      </Callout>
    )}
    <div class="q-prose">
      {text.sections.map(({ title, paragraphs }) => (
        <section key={title}>
          <h2>{title}</h2>
          {paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </section>
      ))}
      <p>{legalText.contact}</p>
    </div>
  </Page>
)

export const PrivacyPage = ({ frame }: LegalPageProps) => (
  <LegalPage frame={frame} text={legalText.privacy} url={frame.institution.privacyUrl} />
)
export const AccessibilityPage = ({ frame }: LegalPageProps) => (
  <LegalPage frame={frame} text={legalText.accessibility} url={frame.institution.accessibilityUrl} />
)
export const LegalNotesPage = ({ frame }: LegalPageProps) => (
  <LegalPage frame={frame} text={legalText.legalNotes} url={frame.institution.legalNotesUrl} />
)
