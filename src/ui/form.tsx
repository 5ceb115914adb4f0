/** Forms that work as they are; scripts only make them kinder. */
import type { ComponentChildren } from 'preact'
import type { Frame } from './frame.ts'
import { formText } from './ui.text.ts'

type FormProps = {
  frame: Frame
  /** A path of the portal, from routes.ts. */
  action: string
  children: ComponentChildren
  class?: string
  id?: string
  /** Whether files go with it. */
  hasFiles?: boolean
}

/** Every form that changes something posts, and carries the token of its session. */
export const Form = ({ frame, action, children, class: className, id, hasFiles = false }: FormProps) => (
  <form
    method="post"
    action={action}
    class={className}
    id={id}
    enctype={hasFiles ? 'multipart/form-data' : undefined}
    novalidate
    data-enhance="submit-once"
  >
    <input type="hidden" name="_csrf" value={frame.csrfToken} />
    {children}
  </form>
)

/** A form that only asks: its answers stand in the address, so it must never carry personal data. */
export const SearchForm = ({
  action,
  children,
  label,
}: {
  action: string
  children: ComponentChildren
  label: string
}) => (
  <form method="get" action={action} role="search" aria-label={label} class="q-search">
    {children}
  </form>
)

type ButtonProps = {
  children: ComponentChildren
  look?: 'primary' | 'secondary' | 'plain'
  size?: 'sm' | 'lg'
  name?: string
  value?: string
  /** The form that it sends, when it stands outside. */
  form?: string
}

const LOOKS = { primary: 'btn btn-primary', secondary: 'btn btn-outline-primary', plain: 'q-link-button' }
const BUTTON_SIZES = { sm: 'btn-sm', lg: 'btn-lg' }

/** Says what it does; once pressed, says that something moves. */
export const SubmitButton = ({ children, look = 'primary', size, name, value, form }: ButtonProps) => (
  <button
    type="submit"
    class={classes(LOOKS[look], size && BUTTON_SIZES[size])}
    name={name}
    value={value}
    form={form}
    data-busy={formText.busy}
  >
    {children}
  </button>
)

export const ButtonLink = ({
  href,
  children,
  look = 'primary',
  size,
}: Pick<ButtonProps, 'children' | 'look' | 'size'> & { href: string }) => (
  <a href={href} class={classes(LOOKS[look], size && BUTTON_SIZES[size])}>
    {children}
  </a>
)

/** One row of buttons, the first of which is the main one. */
export const Actions = ({ children }: { children: ComponentChildren }) => <div class="q-actions">{children}</div>

export const RequiredNote = ({ children = formText.allRequired }: { children?: ComponentChildren }) => (
  <p class="q-note">{children}</p>
)

export function classes(...names: (string | false | undefined)[]): string {
  return names.filter((name) => name !== undefined && name !== false && name !== '').join(' ')
}
