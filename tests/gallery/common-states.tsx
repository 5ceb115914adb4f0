import { GuidePage } from '../../src/institutions/guide.page.tsx'
import { HelpPage } from '../../src/institutions/help.page.tsx'
import { HomePage, type HomePageProps } from '../../src/institutions/home.page.tsx'
import { AccessibilityPage, LegalNotesPage, PrivacyPage } from '../../src/institutions/legal.page.tsx'
import { ErrorPage } from '../../src/ui/error.page.tsx'
import { anonymous, nowhere, roccaverde, signedIn, test, union } from './data.ts'

const home: HomePageProps = {
  frame: nowhere,
  query: '',
  institutions: [test, roccaverde, union],
  hasMore: false,
  code: '',
  codeError: undefined,
}

export const commonStates = {
  home: <HomePage {...home} />,
  'home-molti': <HomePage {...home} hasMore />,
  'home-cerca': <HomePage {...home} query="rocca" institutions={[roccaverde]} />,
  'home-nessuno': <HomePage {...home} query="Atlantide" institutions={[]} />,
  'home-senza-enti': <HomePage {...home} institutions={[]} />,
  'home-codice-sbagliato': <HomePage {...home} code="123" codeError="not-eleven-digits" />,
  'home-codice-altrove': <HomePage {...home} code="99999999999" codeError="unknown-institution" />,
  'home-qr-illeggibile': <HomePage {...home} code="https://example.test/qr" codeError="unreadable-code" />,
  aiuto: <HelpPage frame={anonymous(test)} />,
  'aiuto-senza-contatti': <HelpPage frame={anonymous(union)} />,
  'aiuto-con-accesso': <HelpPage frame={signedIn(roccaverde)} />,
  guida: <GuidePage frame={anonymous(test)} />,
  'guida-con-accesso': <GuidePage frame={signedIn(roccaverde)} />,
  privacy: <PrivacyPage frame={anonymous(test)} />,
  accessibilita: <AccessibilityPage frame={anonymous(test)} />,
  'accessibilita-dichiarata': <AccessibilityPage frame={anonymous(roccaverde)} />,
  'note-legali': <LegalNotesPage frame={signedIn(test)} />,
  'errore-404': <ErrorPage frame={anonymous(test)} kind="not-found" reference={undefined} back={undefined} />,
  'errore-404-senza-ente': <ErrorPage frame={nowhere} kind="not-found" reference={undefined} back={undefined} />,
  'errore-400': <ErrorPage frame={anonymous(test)} kind="bad-request" reference={undefined} back={undefined} />,
  'errore-403': (
    <ErrorPage frame={signedIn(test)} kind="form-expired" reference={undefined} back="/comune-di-test/pratiche" />
  ),
  'errore-413': <ErrorPage frame={anonymous(test)} kind="too-large" reference={undefined} back="/comune-di-test/" />,
  'errore-429': <ErrorPage frame={anonymous(test)} kind="too-many" reference={undefined} back={undefined} />,
  'errore-500': <ErrorPage frame={anonymous(test)} kind="failure" reference="7K2M-94QD" back={undefined} />,
  'errore-503': <ErrorPage frame={nowhere} kind="unavailable" reference={undefined} back={undefined} />,
}
