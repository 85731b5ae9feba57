import { createCategory } from '../categories/actions.ts';
import { write, type Doing } from '../db/write.ts';
import { changeDeputy, createDeputy, recordMandateEvent } from '../deputies/actions.ts';
import type { MandateEventKind, MandateGround } from '../deputies/rules.ts';
import { findDeputy } from '../deputies/store.ts';
import { createDistrict } from '../districts/actions.ts';
import { changeDelegation, changeGroup, createDelegation, createGroup } from '../groups/actions.ts';
import { found } from '../refusals.ts';
import { changeSettings, establishRegister } from '../settings/actions.ts';
import { getCurrentTerm } from '../settings/store.ts';
import { ensureUnit } from '../units/steps.ts';
import { instantOf, officeTime, workday } from './clock.ts';
import { BY_ELECTED, DEPUTIES, MANDATE_EVENTS } from './content/deputies.ts';
import * as places from './content/places.ts';
import { UNITS } from './content/units.ts';
import { listOf } from './table.ts';
import type { Scene, Stage } from './timeline.ts';

type DeputyLine = (typeof DEPUTIES)[number];

/** Township, term, places, bodies and people, and what becomes of the mandates. */
export function rosterScenes(): Scene[] {
  return [
    { at: instantOf('2025-05-06', '09:00'), by: '', play: (_, doing) => establish(doing) },
    ...setUp('2025-05-07', categoryPlays()),
    ...setUp('2025-05-07', placePlays()),
    ...setUp('2025-05-08', DEPUTIES.map(entering)),
    ...setUp('2025-05-09', leaderPlays()),
    ...setUp('2025-05-12', UNITS.map(addingUnit)),
    ...setUp('2025-05-19', DEPUTIES.map(swearing)),
    ...MANDATE_EVENTS.map(mandateScene),
    ...byElectionScenes(),
    newLeaderScene(),
  ];
}

type Play = Scene['play'];

/** What the clerk enters one after another from nine in the morning on. */
function setUp(day: string, plays: readonly Play[]): Scene[] {
  return plays.map((play) => ({ at: instantOf(day, '09:00'), by: 'clerk', play }));
}

async function establish(doing: Doing): Promise<void> {
  await establishRegister(doing, places.TOWNSHIP, places.TERM);
  await changeSettings(doing, { documentPrefix: places.DOCUMENT_PREFIX });
}

function categoryPlays(): Play[] {
  return places.CATEGORIES.map(({ name, subclasses }) => async (stage, doing) => {
    const parentId = await createCategory(doing, { name, parentId: null });
    stage.keep('category', name, parentId);
    for (const sub of listOf(subclasses)) {
      stage.keep('category', `${name}/${sub}`, await createCategory(doing, { name: sub, parentId }));
    }
  });
}

function placePlays(): Play[] {
  return [
    ...places.DISTRICTS.map(({ number, name, villages, seats }): Play => async (stage, doing) => {
      stage.keep('district', number, await createDistrict(doing, { number, name, villages, seats }));
    }),
    ...places.DELEGATIONS.map(({ name }): Play => async (stage, doing) => {
      stage.keep('delegation', name, await createDelegation(doing, { name }));
    }),
    ...places.GROUPS.map(({ name, focus, departments }): Play => async (stage, doing) => {
      const id = await createGroup(doing, { name, focus, departments: listOf(departments) });
      stage.keep('group', name, id);
    }),
  ];
}

function entering(line: DeputyLine): Play {
  return (stage, doing) => enter(stage, doing, line, { electedOn: places.ELECTED_ON, byElection: false });
}

async function enter(
  stage: Stage,
  doing: Doing,
  line: DeputyLine,
  election: { electedOn: string; byElection: boolean },
): Promise<void> {
  const place = found(places.DISTRICTS.find((district) => district.number === line.district));
  const { certificate, name, sex, ethnicity, born, party, education, occupation, upperPost } = line;
  const id = await createDeputy(doing, {
    name,
    sex,
    ethnicity,
    party,
    education,
    occupation,
    upperPost,
    ...election,
    certificateNumber: certificate,
    bornMonth: born,
    phone: `138000000${certificate.slice(1)}`,
    stateWorker: line.main === '国家工作人员类',
    districtId: stage.idOf('district', line.district),
    delegationId: stage.idOf('delegation', place.delegation),
    groupId: stage.idOf('group', place.group),
    categoryId: stage.idOf('category', `${line.main}/${line.sub}`),
  });
  stage.keep('deputy', certificate, id);
  const { id: termId } = await getCurrentTerm(stage.store.read);
  stage.keep('person', certificate, found(await findDeputy(stage.store.read, termId, certificate)).personId);
}

function leaderPlays(): Play[] {
  return [
    ...places.DELEGATIONS.map(({ name, leader }): Play => (stage, doing) => {
      const leaderId = stage.idOf('deputy', leader);
      return changeDelegation(doing, stage.idOf('delegation', name), { name, leaderId });
    }),
    ...places.GROUPS.map(({ name, leader, focus, departments }): Play => (stage, doing) => {
      const input = { name, focus, departments: listOf(departments), leaderId: stage.idOf('deputy', leader) };
      return changeGroup(doing, stage.idOf('group', name), input);
    }),
  ];
}

function addingUnit(name: string): Play {
  return async (stage, doing) => {
    const id = await write(doing, async (tx) => {
      const unitId = await ensureUnit(tx, name);
      tx.record({ kind: 'unit.created', subject: ['unit', name], after: { name } });
      return unitId;
    });
    stage.keep('unit', name, id);
  };
}

function swearing({ certificate }: DeputyLine): Play {
  return (_, doing) =>
    changeDeputy(doing, certificate, { oathOn: places.OATH_ON, oathText: places.OATH_TEXT });
}

function mandateScene(event: (typeof MANDATE_EVENTS)[number], index: number): Scene {
  const input = {
    kind: event.kind as MandateEventKind,
    on: event.on,
    ground: event.ground as MandateGround | '',
    document: event.document,
  };
  return {
    at: instantOf(event.recorded, officeTime(index + 25)),
    by: 'clerk',
    play: (_, doing) => recordMandateEvent(doing, event.certificate, input),
  };
}

function byElectionScenes(): Scene[] {
  const { rows, on, oathOn } = BY_ELECTED;
  return rows.flatMap((row) => [
    {
      at: instantOf(workday(on), '10:20'),
      by: 'clerk',
      play: (stage: Stage, doing: Doing) => enter(stage, doing, row, { electedOn: on, byElection: true }),
    },
    {
      at: instantOf(oathOn, '17:50'),
      by: 'clerk',
      play: (_: Stage, doing: Doing) =>
        changeDeputy(doing, row.certificate, { oathOn, oathText: places.OATH_TEXT }),
    },
  ]);
}

function newLeaderScene(): Scene {
  const { name, leader, on } = places.NEW_DELEGATION_LEADER;
  const play: Play = (stage, doing) =>
    changeDelegation(doing, stage.idOf('delegation', name), { name, leaderId: stage.idOf('deputy', leader) });
  return { at: instantOf(on, '09:40'), by: 'clerk', play };
}
