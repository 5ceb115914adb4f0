/** Help before leaving the page, and below it the links that the rules of public services ask for. */
import { routes } from '../routes.ts'
import type { InstitutionFrame } from './frame.ts'
import { Icon } from './icon.tsx'
import { ExternalLink, MailLink, PhoneLink, SafeLink } from './link.tsx'
import { pageText } from './page.text.ts'

const { needHelp, footer } = pageText

export const HelpBox = ({ institution }: { institution: InstitutionFrame }) => (
  <section class="q-help" aria-labelledby="aiuto">
    <div class="container">
      <div class="q-help-box">
        <h2 id="aiuto">{needHelp.title}</h2>
        <ul>
          <li>
            <Icon name="help-circle" />
            <a href={routes.help(institution.code)}>{needHelp.questions}</a>
          </li>
          <li>
            <Icon name="search" />
            <a href={routes.paidButMissing(institution.code)}>{needHelp.missing}</a>
          </li>
          {institution.phone !== null && (
            <li>
              <Icon name="telephone" />
              <span>
                {needHelp.phone} <PhoneLink phone={institution.phone} />
              </span>
            </li>
          )}
          {institution.email !== null && (
            <li>
              <Icon name="mail" />
              <span>
                {needHelp.mail} <MailLink address={institution.email} />
              </span>
            </li>
          )}
          {institution.appointmentUrl !== null && (
            <li>
              <Icon name="calendar" />
              <ExternalLink href={institution.appointmentUrl} element="appointment-booking">
                {needHelp.appointment}
              </ExternalLink>
            </li>
          )}
        </ul>
      </div>
    </div>
  </section>
)

export const Footer = ({ institution }: { institution: InstitutionFrame | undefined }) => (
  <footer class="it-footer" id="piede">
    <div class="it-footer-main">
      <div class="container">
        <p class="q-footer-name">{institution?.name ?? pageText.portal}</p>
        {institution ? <FooterColumns institution={institution} /> : <p>{footer.everywhere}</p>}
      </div>
    </div>
    {institution && <SmallPrints institution={institution} />}
  </footer>
)

const FooterColumns = ({ institution }: { institution: InstitutionFrame }) => (
  <div class="q-footer-columns">
    <section aria-labelledby="contatti">
      <h2 id="contatti">{footer.contacts}</h2>
      {institution.officeName !== null && <p>{institution.officeName}</p>}
      {institution.streetAddress !== null && <p>{institution.streetAddress}</p>}
      {institution.phone !== null && (
        <p>
          {footer.phone} <PhoneLink phone={institution.phone} />
        </p>
      )}
      {institution.email !== null && (
        <p>
          {footer.mail} <MailLink address={institution.email} />
        </p>
      )}
      {institution.certifiedEmail !== null && (
        <p>
          {footer.certifiedMail} <MailLink address={institution.certifiedEmail} />
        </p>
      )}
      {institution.openingHours !== null && (
        <p>
          {footer.hours}: {institution.openingHours}
        </p>
      )}
    </section>
    <section aria-labelledby="informazioni">
      <h2 id="informazioni">{footer.information}</h2>
      <ul>
        {institution.websiteUrl !== null && (
          <li>
            <ExternalLink href={institution.websiteUrl}>{footer.website}</ExternalLink>
          </li>
        )}
        <li>
          <a href={routes.help(institution.code)} data-element="faq">
            {footer.help}
          </a>
        </li>
        <li>
          <a href={routes.guide(institution.code)}>{footer.guide}</a>
        </li>
        <li>
          <a href={routes.manual(institution.code)}>{footer.manual}</a>
        </li>
        <li>
          <a href={routes.paidButMissing(institution.code)}>{needHelp.missing}</a>
        </li>
        <li>
          <a href={routes.rate(institution.code)}>{footer.rate}</a>
        </li>
      </ul>
    </section>
  </div>
)

/** `data-element`: the marks by which AgID's checks find these links (modello Comuni, C.SE.3.2 and C.SE.3.3). */
const SmallPrints = ({ institution }: { institution: InstitutionFrame }) => (
  <div class="it-footer-small-prints">
    <div class="container">
      <ul class="q-small-prints">
        <li>
          <SafeLink
            href={institution.accessibilityUrl ?? routes.accessibility(institution.code)}
            element="accessibility-link"
          >
            {footer.accessibility}
          </SafeLink>
        </li>
        <li>
          <SafeLink href={institution.privacyUrl ?? routes.privacy(institution.code)} element="privacy-policy-link">
            {footer.privacy}
          </SafeLink>
        </li>
        <li>
          <SafeLink href={institution.legalNotesUrl ?? routes.legalNotes(institution.code)} element="legal-notes">
            {footer.legal}
          </SafeLink>
        </li>
      </ul>
    </div>
  </div>
)
