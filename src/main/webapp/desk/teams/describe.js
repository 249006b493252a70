// Making a team, or describing it anew.
import { call } from '../../shared/api.js';
import { closeDialog, closing, showDialog } from '../../shared/dialog.js';
import { button, buttons, element, field, note, options, text } from '../../shared/elements.js';
import { words } from '../../shared/format.js';
import { sending } from '../../shared/forms.js';

const PLANS = ['STARTER', 'PRO', 'ENTERPRISE', 'FREE'];
const FEATURES = [
  ['AI_CHAT', 'AI Chat'],
  ['CREATIVE_HUB', 'Creative Hub'],
];
const UUID = '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';

function parts(team) {
  return {
    id: element('input', {
      id: 'team-id',
      value: team.teamId,
      pattern: UUID,
      title: 'A UUID',
      required: true,
      spellcheck: false,
      autocomplete: 'off',
      readOnly: team.isKnown,
    }),
    name: element('input', {
      id: 'team-name',
      value: team.name,
      required: true,
      maxLength: 200,
      pattern: '.*\\S.*',
      autocomplete: 'off',
    }),
    plan: options(
      element('select', { id: 'team-plan' }),
      PLANS.map(plan => [plan, plan === 'FREE' ? 'Free: cannot use the service' : words(plan)]),
      team.plan,
    ),
    owner: element('input', {
      id: 'team-owner',
      value: team.ownerId,
      pattern: UUID,
      title: 'A UUID',
      required: true,
      spellcheck: false,
      autocomplete: 'off',
    }),
    ownerName: element('input', {
      id: 'team-owner-name',
      value: team.ownerName ?? '',
      maxLength: 200,
      autocomplete: 'off',
    }),
    features: FEATURES.map(([feature, name]) => [
      name,
      element('input', {
        id: 'team-' + feature,
        type: 'checkbox',
        value: feature,
        checked: team.features.includes(feature),
      }),
    ]),
  };
}

/** The form in a dialog; done(team) is called when the service has taken it. */
function describe(team, done, cancel) {
  const { id, name, plan, owner, ownerName, features } = parts(team);
  // The name belongs to the person: it is not taken along to another one.
  owner.addEventListener('input', () => {
    ownerName.value = owner.value.toLowerCase() === team.ownerId ? team.ownerName : '';
  });
  const send = async () => {
    const chosen = features
      .map(([, input]) => input)
      .filter(input => input.checked)
      .map(input => input.value);
    await done(
      await call('/teams/' + id.value.toLowerCase(), {
        method: 'PUT',
        body: {
          name: name.value.trim(),
          plan: plan.value,
          ownerId: owner.value.toLowerCase(),
          ownerName: ownerName.value.trim() || null,
          features: chosen,
        },
      }),
    );
  };
  showDialog(
    team.isKnown ? `Change ${team.name}` : 'New team',
    sending(
      element(
        'form',
        {},
        field('Name', name),
        field('Plan', plan),
        field('Id of the owner', owner),
        team.isKnown ? element('small', {}, 'If you change the owner, the former owner becomes a manager.') : null,
        field('Name of the owner', ownerName),
        element('small', {}, 'Shown in the team’s history. Empty: the person’s name in the team.'),
        element(
          'fieldset',
          {},
          element('legend', {}, 'Features'),
          features.map(([label, input]) => element('label', { className: 'check' }, input, ' ', label)),
        ),
        field('Id of the team', id),
        buttons(
          element('button', { className: 'primary' }, team.isKnown ? 'Save' : 'Create the team'),
          button('Cancel', cancel),
        ),
      ),
      send,
    ),
  );
}

/** Asks for a new team; changed() is called when there is one. */
export function newTeam(changed) {
  const made = async team => {
    await changed();
    showDialog(
      team.name,
      note(
        'good',
        text('The team is created. It has no credits yet: its owner can buy some, or you can adjust its balance.'),
      ),
      buttons(element('a', { className: 'button', href: '/?team=' + team.teamId }, 'Open its pages'), closing()),
    );
  };
  describe(
    {
      teamId: crypto.randomUUID(),
      name: '',
      plan: 'STARTER',
      ownerId: '',
      ownerName: '',
      features: FEATURES.map(([feature]) => feature),
      isKnown: false,
    },
    made,
    closeDialog,
  );
}

/** Asks how a team is to be described; done(team) is called with what it is now. */
export function changeTeam(team, done, cancel) {
  describe({ ...team, isKnown: true }, done, cancel);
}
