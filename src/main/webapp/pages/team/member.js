// The forms about one member.
import { isAmount } from '../../shared/decimal.js';
import { closing } from '../../shared/dialog.js';
import { button, buttons, element, options, text } from '../../shared/elements.js';
import { labelled, sending } from '../../shared/forms.js';
import { ROLES, roleName } from '../../shared/names.js';
import { atLeast } from '../../shared/shell.js';

const CREDIT_DECIMALS = 6;
const USD_DECIMALS = 9;
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** The refusals of this page in words that say what to do; others speak for themselves. */
function explained(problem) {
  const added = { 409: ' The owner of a team is changed on the host platform.', 403: ' Ask somebody whose role is not below it.' }[problem.status] ?? '';
  return Object.assign(new Error(problem.message + added), { content: problem.content });
}

const cap = value => (value.trim() === '' ? null : value.trim());

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
  const role = options(element('select', { disabled: isOwner }), shownRoles.map(each => [each, roleName(each)]), member?.role ?? 'MEDIA_BUYER');
  const credits = input({ value: member?.monthlyCapCredits ?? '', inputMode: 'decimal' });
  const usd = input({ value: member?.monthlyCapUsd ?? '', inputMode: 'decimal' });
  const about = element('span');
  const tellRole = () => { about.textContent = `${roleName(role.value)}: ${ROLES[role.value]}.${isOwner ? ' A team has one owner, who is changed on the host platform.' : ''}`; };
  role.addEventListener('change', tellRole);
  tellRole();
  const form = element('form', {},
    element('div', { className: 'fields explained' },
      labelled('userId', 'User id', userId, member ? null : 'The id of the person on the host platform, as in 01900000-0000-7000-8000-000000000011.'),
      labelled('displayName', 'Name', displayName, 'As the history shows it.'),
      labelled('role', 'Role', role, about),
      labelled('monthlyCapCredits', 'Credits a month at most', credits, 'Empty: no cap.'),
      labelled('monthlyCapUsd', 'Creative usage a month at most, in USD', usd, 'Empty: no cap.')),
    buttons(element('button', { className: 'primary' }, member ? 'Save' : 'Add'), remove ? button('Remove from the team …', remove) : null, closing()));
  const check = () => [
    UUID.test(userId.value.trim()) ? null : { field: 'userId', message: 'must be a user id of 36 characters' },
    displayName.value.trim() ? null : { field: 'displayName', message: 'must not be empty' },
    cap(credits.value) === null || isAmount(cap(credits.value), CREDIT_DECIMALS) ? null : { field: 'monthlyCapCredits', message: 'must be a number such as 2500 or 99.5, or empty' },
    cap(usd.value) === null || isAmount(cap(usd.value), USD_DECIMALS) ? null : { field: 'monthlyCapUsd', message: 'must be a number such as 20 or 12.50, or empty' },
  ].filter(Boolean);
  return sending(form, () => save(userId.value.trim().toLowerCase(), {
    role: role.value, displayName: displayName.value.trim(), monthlyCapCredits: cap(credits.value), monthlyCapUsd: cap(usd.value),
  }).catch(problem => {
    throw explained(problem);
  }), check);
}

/** Asks before a membership ends. */
export function confirmRemoval(member, remove) {
  const form = element('form', {},
    text(`${member.displayName} can no longer see or use anything of this team. The history keeps the name. Work that was admitted is finished and charged.`),
    buttons(element('button', {}, 'Remove'), closing('Keep the member')));
  return sending(form, () => remove().catch(problem => {
    throw explained(problem);
  }));
}
