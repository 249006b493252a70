// The ceiling of a team's limit for creative usage, which the platform sets; the team moves within it.
import { call } from '../../shared/api.js';
import { showDialog } from '../../shared/dialog.js';
import { button, buttons, element, text } from '../../shared/elements.js';
import { money, numberHint, typeable, typed } from '../../shared/format.js';
import { labelled, sending } from '../../shared/forms.js';
import { isAmount } from '../../shared/decimal.js';

const USD_DECIMALS = 9;

/** Asks for another ceiling; done(settings) is called with the settings as they are then. */
export async function changeCeiling(team, done, cancel) {
  const path = `/teams/${team.teamId}/settings`;
  const settings = await call(path);
  const ceiling = element('input', {
    value: typeable(settings.creativeSpendingCeiling),
    inputMode: 'decimal',
    autocomplete: 'off',
  });
  const given = () => (ceiling.value.trim() === '' ? null : typed(ceiling.value));
  const form = element(
    'form',
    {},
    labelled('creativeSpendingCeiling', 'Ceiling, in USD', ceiling, 'Empty: the platform’s default for all teams.'),
    buttons(element('button', { className: 'primary' }, 'Set the ceiling'), button('Cancel', cancel)),
  );
  const check = () =>
    given() === null || isAmount(given(), USD_DECIMALS)
      ? []
      : [{ field: 'creativeSpendingCeiling', message: numberHint('10000', '250.50') + ', or empty' }];
  showDialog(
    `Creative spending of ${team.name}`,
    text(
      `The team set its limit to ${money(settings.creativeSpendingLimitSet)}; ` +
        `${money(settings.creativeSpendingLimit)} applies. A limit above the ceiling counts as the ceiling.`,
    ),
    sending(
      form,
      async () => {
        await done(await call(path, { method: 'PATCH', body: { creativeSpendingCeiling: given() } }));
      },
      check,
    ),
  );
}
