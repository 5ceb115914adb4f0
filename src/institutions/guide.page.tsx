/** The guide, step by step, as a page: what the manual says on paper. */
import { routes } from '../routes.ts'
import { guidePictureUrl } from '../ui/assets.ts'
import type { PortalFrame } from '../ui/frame.ts'
import { Icon } from '../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { PageTitle, Panel } from '../ui/pieces.tsx'
import { GUIDE_PICTURE_HEIGHTS, GUIDE_PICTURE_WIDTH } from './guide-pictures.ts'
import { type GuideChapter, guideChapters, guideText as text } from './guide.text.ts'

export type GuidePageProps = { frame: PortalFrame }

export const GuidePage = ({ frame }: GuidePageProps) => {
  const chapters = guideChapters(frame.institution)
  const { code } = frame.institution
  return (
    <Page
      frame={frame}
      title={text.title}
      section="help"
      above={[
        { label: text.search, href: routes.search(code) },
        { label: text.above, href: routes.help(code) },
      ]}
    >
      <PageTitle lead={text.lead}>{text.title}</PageTitle>
      <ManualLink code={code} />
      <nav class="q-contents" aria-label={text.contents}>
        <ul>
          {chapters.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="q-prose">
        {chapters.map((chapter) => (
          <Chapter key={chapter.id} chapter={chapter} />
        ))}
      </div>
    </Page>
  )
}

const ManualLink = ({ code }: { code: string }) => (
  <p class="q-manual-link">
    <Icon name="file-pdf-ext" />
    <span>
      <a href={routes.manual(code)}>{text.manual}</a>: {text.manualWhy}
    </span>
  </p>
)

const Chapter = ({ chapter: { id, title, intro, steps, notes, picture } }: { chapter: GuideChapter }) => (
  <Panel>
    <h2 id={id}>{title}</h2>
    <p>{intro}</p>
    <ol class="q-guide-steps">
      {steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
    {picture && (
      <img
        class="q-guide-picture"
        src={guidePictureUrl(picture.name)}
        alt={picture.description}
        width={GUIDE_PICTURE_WIDTH}
        height={GUIDE_PICTURE_HEIGHTS[picture.name]}
        loading="lazy"
      />
    )}
    {notes.map((note) => (
      <p key={note}>{note}</p>
    ))}
  </Panel>
)
