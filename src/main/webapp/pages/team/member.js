// The forms about one member.
import { isAmount } from '../../shared/decimal.js';
import { closing } from '../../shared/dialog.js';
import { button, buttons, element, options, text } from '../../shared/elements.js';
import { numberHint, typeable, typed } from '../../shared/format.js';
import { labelled, sending } from '../../shared/forms.js';
import { ROLES, atLeast, roleName } from '../../shared/names.js';

const CREDIT_DECIMALS = 6;
const USD_DECIMALS = 9;
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

const REFUSALS = {
  409: 'A team has one owner; the host platform sets who that is.',
  403: 'You cannot grant or change a role above your own. Ask someone whose role is high enough.',
};

/** The refusals of this page in words that say what to do; others speak for themselves. */
function explained(problem) {
  return Object.assign(new Error(REFUSALS[problem.status] ?? problem.message), { content: problem.content });
}

const cap = value => (value.trim() === '' ? null : typed(value));
const isCap = (value, decimals) => value.trim() === '' || isAmount(cap(value), decimals);

/**
 * Adds somebody, or changes a member.
 *
 * @param ownRole the reader's: nobody gives a role above it
 * @param member null for somebody new
 * @param save called with the user id and what the member is to be
 * @param remove asks whether to remove the member; null for who cannot be removed
 */
export function memberForm(ownRole, member, save, remove) {
  const isOwner = member?.role === 'OWNER';
  const given = isOwner ? ['OWNER'] : Object.keys(ROLES).filter(role => role !== 'OWNER' && atLeast(ownRole, role));
  const shownRoles = member && !given.includes(member.role) ? [...given, member.role] : given;
  const input = (properties = {}) => element('input', { autocomplete: 'off', ...properties });
  const userId = input({ value: member?.userId ?? '', readOnly: Boolean(member), spellcheck: false });
  const displayName = input({ value: member?.displayName ?? '', maxLength: 200 });
  const role = options(
    element('select', { disabled: isOwner }),
    shownRoles.map(each => [each, roleName(each)]),
    member?.role ?? 'MEDIA_BUYER',
  );
  const credits = input({ value: typeable(member?.monthlyCapCredits), inputMode: 'decimal' });
  const usd = input({ value: typeable(member?.monthlyCapUsd), inputMode: 'decimal' });
  const about = element('span');
  const tellRole = () => {
    const fixed = isOwner ? ` ${REFUSALS[409]}` : '';
    about.textContent = `${roleName(role.value)}: ${ROLES[role.value]}.${fixed}`;
  };
  role.addEventListener('change', tellRole);
  tellRole();
  const form = element(
    'form',
    {},
    element(
      'div',
      { className: 'fields explained' },
      labelled(
        'userId',
        'User id',
        userId,
        member ? null : 'The person’s id on the host platform, for example 01900000-0000-7000-8000-000000000011.',
      ),
      labelled('displayName', 'Name', displayName, 'Shown in the history.'),
      labelled('role', 'Role', role, about),
      labelled('monthlyCapCredits', 'Monthly cap, in credits', credits, 'Empty: no cap.'),
      labelled('monthlyCapUsd', 'Monthly cap for creative usage, in USD', usd, 'Empty: no cap.'),
    ),
    buttons(
      element('button', { className: 'primary' }, member ? 'Save' : 'Add'),
      remove ? button('Remove from the team …', remove) : null,
      closing(),
    ),
  );
  const check = () =>
    [
      UUID.test(userId.value.trim()) ? null : { field: 'userId', message: 'must be a user id of 36 characters' },
      displayName.value.trim() ? null : { field: 'displayName', message: 'must not be empty' },
      isCap(credits.value, CREDIT_DECIMALS)
        ? null
        : { field: 'monthlyCapCredits', message: numberHint('2500', '99.5') + ', or empty' },
      isCap(usd.value, USD_DECIMALS)
        ? null
        : { field: 'monthlyCapUsd', message: numberHint('20', '12.50') + ', or empty' },
    ].filter(Boolean);
  return sending(
    form,
    () =>
      save(userId.value.trim().toLowerCase(), {
        role: role.value,
        displayName: displayName.value.trim(),
        monthlyCapCredits: cap(credits.value),
        monthlyCapUsd: cap(usd.value),
      }).catch(problem => {
        throw explained(problem);
      }),
    check,
  );
}

/** Asks before a membership ends. */
export function confirmRemoval(member, remove) {
  const form = element(
    'form',
    {},
    text(
      `${member.displayName} will no longer see or use anything in this team. The history keeps the name. ` +
        'Admitted work is finished and charged.',
    ),
    buttons(element('button', {}, 'Remove'), closing('Keep the member')),
  );
  return sending(form, () =>
    remove().catch(problem => {
      throw explained(problem);
    }),
  );
}
