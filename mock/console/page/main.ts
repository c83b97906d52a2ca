// The page begins here: its elements get their names, and it starts to follow the mock.

import { AnswerBody } from './answer-body.ts';
import { ConsoleApp } from './app.ts';
import { BugFile } from './bug-file.ts';
import { ChangeEntity } from './change-entity.ts';
import { ClockView } from './clock-view.ts';
import { CommandPalette } from './command-palette.ts';
import { CoverageCell } from './coverage-cell.ts';
import { CoverageView } from './coverage-view.ts';
import { CueComposer } from './cue-composer.ts';
import { EntityActions } from './entity-actions.ts';
import { EntityCard } from './entity-card.ts';
import { EntityView } from './entity-view.ts';
import { ErrorChoice } from './error-choice.ts';
import { LostSession } from './lost-session.ts';
import { ManyEntities } from './many-entities.ts';
import { NewEntity } from './new-entity.ts';
import { NextCall } from './next-call.ts';
import { OneOff } from './one-off.ts';
import { OperationsView } from './operations-view.ts';
import { model } from './page-model.ts';
import { PickList } from './pick-list.ts';
import { RequestDetail } from './request-detail.ts';
import { RequestList } from './request-list.ts';
import { RequestView } from './request-view.ts';
import { ScenarioCard } from './scenario-card.ts';
import { ScenarioEditor } from './scenario-editor.ts';
import { ScenarioView } from './scenario-view.ts';
import { SessionList } from './session-list.ts';
import { SessionView } from './session-view.ts';
import { applyTheme, readTheme } from './theme.ts';
import { TryForm } from './try-form.ts';
import { UndoList } from './undo-list.ts';

applyTheme(readTheme());

customElements.define('session-list', SessionList);
customElements.define('undo-list', UndoList);
customElements.define('lost-session', LostSession);
customElements.define('pick-list', PickList);
customElements.define('answer-body', AnswerBody);
customElements.define('cue-composer', CueComposer);
customElements.define('try-form', TryForm);
customElements.define('command-palette', CommandPalette);
customElements.define('entity-actions', EntityActions);
customElements.define('next-call', NextCall);
customElements.define('error-choice', ErrorChoice);
customElements.define('coverage-cell', CoverageCell);
customElements.define('request-list', RequestList);
customElements.define('request-detail', RequestDetail);
customElements.define('request-view', RequestView);
customElements.define('scenario-card', ScenarioCard);
customElements.define('scenario-editor', ScenarioEditor);
customElements.define('one-off', OneOff);
customElements.define('scenario-view', ScenarioView);
customElements.define('entity-card', EntityCard);
customElements.define('change-entity', ChangeEntity);
customElements.define('new-entity', NewEntity);
customElements.define('many-entities', ManyEntities);
customElements.define('entity-view', EntityView);
customElements.define('clock-view', ClockView);
customElements.define('coverage-view', CoverageView);
customElements.define('operations-view', OperationsView);
customElements.define('bug-file', BugFile);
customElements.define('session-view', SessionView);
// What stands in the page until now is only there to be seen at once.
document.querySelector('console-app')?.replaceChildren();
customElements.define('console-app', ConsoleApp);

// A file that is dropped beside its place would take the page's.
for (const type of ['dragover', 'drop']) addEventListener(type, (event) => event.preventDefault());
addEventListener('hashchange', () => void model.go(location.hash));
model.start();
