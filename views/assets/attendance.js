/*
 * The attendance sheet as a grid: quicker than its table of radio buttons, which works without this file and stays
 * the place where everything is kept. Each line's hidden field `was` holds what the server has: state, reason and
 * approver with tabs between them, or nothing.
 */
(function () {
  'use strict';
  var form = document.getElementById('attendance');
  var table = document.getElementById('sheet');
  var findBox = document.getElementById('sheet-find');
  if (!form || !table || !findBox || !window.fetch || !window.URLSearchParams) return;

  var STATES = ['present', 'late', 'left_early', 'leave', 'absent'];
  var LABELS = { present: '出席', late: '迟到', left_early: '早退', leave: '请假', absent: '缺席', '': '未登记' };
  var WORDS = {
    present: ['出席', '到会', '参加', '出勤', '到', '√', '✓'],
    late: ['迟到'],
    left_early: ['早退'],
    leave: ['请假', '事假', '病假', '公假'],
    absent: ['缺席', '缺勤', '未到', '旷会', '无故缺席', '×', '✗', 'X', 'x'],
  };
  var PAGE = 10;
  var RETRY_SECONDS = [3, 10, 30];

  var stateLine = document.getElementById('sheet-state');
  var said = document.getElementById('sheet-said');
  var found = document.getElementById('sheet-found');
  var pasted = document.getElementById('sheet-pasted');
  var rows = Array.prototype.map.call(table.tBodies[0].rows, readRow);
  var active = rows[0];
  var lastApprover = form.getAttribute('data-approver');
  var isTaken = form.hasAttribute('data-taken');
  var history = [];
  var typed = '';
  var markOnEntry = null;
  var saving = false;
  var timer = 0;
  var failures = 0;
  var renewed = false;
  var leaving = false;

  /* Lines */

  function readRow(tr, index) {
    var id = tr.getAttribute('data-id');
    return {
      index: index,
      id: id,
      tr: tr,
      name: tr.querySelector('th').textContent.trim(),
      number: tr.getAttribute('data-number'),
      pinyin: tr.getAttribute('data-pinyin'),
      initials: tr.getAttribute('data-initials'),
      frozen: tr.hasAttribute('data-frozen'),
      cell: tr.querySelector('td.states'),
      radios: Array.prototype.slice.call(tr.querySelectorAll('input[type=radio]')),
      reason: form.elements['reason-' + id],
      approver: form.elements['approver-' + id],
      was: form.elements['was-' + id],
      note: tr.querySelector('.note'),
      problem: null,
    };
  }

  function stateOf(row) {
    var chosen = row.radios.filter(function (radio) { return radio.checked; })[0];
    return chosen ? chosen.value : '';
  }

  function squeeze(text) {
    return text.trim().replace(/\s+/g, ' ');
  }

  /* As the server will write it: who was there has nothing to explain, only leave is approved. */
  function markOf(row) {
    var state = stateOf(row);
    if (state === '') return '';
    var reason = state === 'present' ? '' : squeeze(row.reason.value);
    return [state, reason, state === 'leave' ? squeeze(row.approver.value) : ''].join('\t');
  }

  function showMark(row, mark) {
    var parts = mark.split('\t');
    row.radios.forEach(function (radio) { radio.checked = radio.value === parts[0]; });
    row.reason.value = parts[1] || '';
    row.approver.value = parts[2] || '';
    refresh(row);
  }

  function isDirty(row) {
    return !row.frozen && markOf(row) !== row.was.value;
  }

  function isWaiting(row) {
    return stateOf(row) === 'leave' && (squeeze(row.reason.value) === '' || squeeze(row.approver.value) === '');
  }

  function refresh(row) {
    var state = stateOf(row);
    var dirty = isDirty(row);
    row.tr.className = 'is-' + (state || 'open') + (row === active ? ' active' : '') + (row.problem ? ' wrong' : '') +
      (dirty && isWaiting(row) ? ' waiting' : dirty && failures > 0 ? ' unsaved' : '');
    var why = state === 'leave' && row.reason.value ? '，' + row.reason.value : '';
    row.cell.setAttribute('aria-label', row.name + ' ' + LABELS[state] + why + (row.frozen ? '，已公示' : ''));
    row.shown = markOf(row);
    count();
  }

  function count() {
    var totals = { due: rows.length, attended: 0, late: 0, leftEarly: 0, leave: 0, absent: 0, unrecorded: 0 };
    rows.forEach(function (row) {
      var state = stateOf(row);
      if (state === 'present' || state === 'late' || state === 'left_early') totals.attended += 1;
      if (state === 'late' || state === 'leave' || state === 'absent') totals[state] += 1;
      if (state === 'left_early') totals.leftEarly += 1;
      if (state === '') totals.unrecorded += 1;
    });
    Object.keys(totals).forEach(function (key) {
      form.querySelector('[data-total=' + key + ']').textContent = totals[key];
    });
  }

  function say(text) {
    said.textContent = text;
  }

  /* Moving: one stop of the Tab key for the whole grid, and the two fields of the line one is on */

  function activate(row) {
    var before = active;
    [before, row].forEach(function (one) {
      var on = one === row;
      one.cell.tabIndex = on ? 0 : -1;
      one.reason.tabIndex = one.approver.tabIndex = on ? 0 : -1;
    });
    active = row;
    refresh(before);
    refresh(row);
  }

  function goTo(row) {
    activate(row);
    row.cell.focus();
    reveal(row);
  }

  /* Not under the bar that stays on top. */
  function reveal(row) {
    var box = row.tr.getBoundingClientRect();
    var top = form.querySelector('.sheet-bar').getBoundingClientRect().bottom + 8;
    if (box.top < top) window.scrollBy(0, box.top - top);
    else if (box.bottom > window.innerHeight - 8) window.scrollBy(0, box.bottom - window.innerHeight + 8);
  }

  function goBy(steps) {
    forgetTyped();
    goTo(rows[Math.max(0, Math.min(rows.length - 1, active.index + steps))]);
  }

  /* Marking and taking back */

  function setState(row, state) {
    if (row.frozen) return say(row.name + '的出勤已经公示，不能改');
    remember([{ row: row, mark: markOf(row) }]);
    applyState(row, state);
    say(row.name + ' ' + LABELS[state]);
    scheduleSave(300);
  }

  function applyState(row, state) {
    row.problem = clearProblem(row);
    row.radios.forEach(function (radio) { radio.checked = radio.value === state; });
    if (state === 'present') row.reason.value = '';
    if (state !== 'leave') row.approver.value = '';
    else if (row.approver.value === '') row.approver.value = lastApprover;
    refresh(row);
  }

  function remember(step) {
    history.push(step);
    if (history.length > 500) history.shift();
  }

  function undo() {
    var step = history.pop();
    if (!step) return say('没有可以撤销的');
    step.forEach(function (item) {
      if (item.mark === '' && item.row.was.value !== '') return say(item.row.name + '已经登记，不能恢复为未登记');
      item.row.problem = clearProblem(item.row);
      showMark(item.row, item.mark);
      say('已撤销：' + item.row.name + ' ' + LABELS[stateOf(item.row)]);
    });
    goTo(step[0].row);
    scheduleSave(300);
  }

  /* Finding by name, pinyin or initials */

  function plain(text) {
    return text.toLowerCase().replace(/[\s·'’]/g, '');
  }

  function matches(row, wanted) {
    return row.initials.indexOf(wanted) === 0 || row.pinyin.indexOf(wanted) === 0 || plain(row.name).indexOf(wanted) >= 0;
  }

  function search(text) {
    var wanted = plain(text);
    var hits = wanted === '' ? [] : rows.filter(function (row) { return matches(row, wanted); });
    if (wanted === '') found.textContent = '';
    else if (hits.length === 0) found.textContent = '没有找到';
    else found.textContent = hits.length === 1 ? hits[0].name : hits[0].name + ' 等 ' + hits.length + ' 人，按回车到下一位';
    return hits;
  }

  function forgetTyped() {
    typed = '';
    findBox.value = '';
    found.textContent = '';
  }

  function typeAhead(text) {
    typed = text;
    findBox.value = text;
    var hits = search(text);
    if (hits.length > 0) goTo(hits[0]);
  }

  function nextHit() {
    var hits = search(typed);
    if (hits.length === 0) return;
    goTo(hits[(hits.indexOf(active) + 1) % hits.length]);
  }

  /* Keys */

  function onCellKey(event) {
    var key = event.key;
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && key.toLowerCase() === 'z') undo();
    else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (/^[1-5]$/.test(key)) markByKey(STATES[key - 1]);
    else if (key === 'ArrowDown') goBy(1);
    else if (key === 'ArrowUp') goBy(-1);
    else if (key === 'PageDown') goBy(PAGE);
    else if (key === 'PageUp') goBy(-PAGE);
    else if (key === 'Home') goBy(-rows.length);
    else if (key === 'End') goBy(rows.length);
    else if (key === 'Enter') { if (typed) nextHit(); else goBy(1); }
    else if (key === 'Escape') forgetTyped();
    else if (key === 'Backspace') typeAhead(typed.slice(0, -1));
    else if (key === '/') findBox.focus();
    else if (key === '?') openKeys();
    else if (/^[a-z]$/i.test(key)) typeAhead(typed + key);
    else return;
    event.preventDefault();
  }

  function markByKey(state) {
    if (typed && !matches(active, plain(typed))) return say('没有找到“' + typed + '”，没有登记');
    forgetTyped();
    var row = active;
    setState(row, state);
    if (state === 'leave' && !row.frozen) row.reason.focus();
    else goBy(1);
  }

  function openKeys() {
    var details = document.querySelector('.sheet-keys');
    details.open = true;
    details.querySelector('summary').focus();
  }

  function onFieldKey(event, row) {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      if (event.target === row.reason && stateOf(row) === 'leave' && row.approver.value.trim() === '') row.approver.focus();
      else if (!isWaiting(row)) goBy(1);
      else say(row.name + '请假，请填写事由和批准人');
    } else if (event.key === 'Escape') goTo(row);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      goBy(event.key === 'ArrowDown' ? 1 : -1);
    }
  }

  function onFindKey(event) {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') { forgetTyped(); goTo(active); event.preventDefault(); }
    if (event.key !== 'Enter' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    var hits = search(findBox.value);
    if (hits.length === 0) return;
    typed = findBox.value;
    goTo(hits[0]);
  }

  /* Pasting two columns or more from WPS: name, state, reason, approver */

  function onPaste(event) {
    var text = (event.clipboardData || window.clipboardData).getData('text');
    var inField = /^(INPUT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== 'radio';
    if (inField && !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    var step = [];
    var faults = [];
    text.split(/\r?\n/).forEach(function (line, index) {
      if (line.trim() !== '') readLine(line, index + 1, step, faults);
    });
    if (step.length > 0) remember(step);
    report(step.length, faults);
    scheduleSave(0);
  }

  function readLine(line, number, step, faults) {
    var cells = line.split('\t').map(function (cell) { return cell.trim(); });
    var wish = wishOf(cells);
    var hits = meant(wish.names);
    if (hits.length === 0 && number === 1 && /姓名|状态|代表/.test(line)) return;
    var what = '第 ' + number + ' 行“' + cells.join(' ') + '”';
    if (hits.length === 0) return faults.push(what + '没有找到这位代表');
    if (hits.length > 1) return faults.push(what + '有同名代表，请用代表证号');
    if (wish.state === '') return faults.push(what + '看不出是哪种出勤');
    if (hits[0].frozen) return faults.push(what + '已经公示，不能改');
    step.push({ row: hits[0], mark: markOf(hits[0]) });
    applyState(hits[0], wish.state);
    if (wish.state !== 'present' && wish.reason) hits[0].reason.value = wish.reason;
    if (wish.state === 'leave' && wish.approver) hits[0].approver.value = wish.approver;
    refresh(hits[0]);
  }

  /* The first cell that says a state; names stand before it, reason and approver after it. */
  function wishOf(cells) {
    var wish = { names: cells, state: '', reason: '', approver: '' };
    for (var i = 0; i < cells.length; i += 1) {
      var parts = /^([^（(]+)(?:[（(](.*)[)）])?$/.exec(cells[i]) || ['', ''];
      var state = stateNamed(parts[1].trim());
      if (i > 0 && state) {
        return { names: cells.slice(0, i), state: state, reason: parts[2] || cells[i + 1] || '', approver: cells[i + (parts[2] ? 1 : 2)] || '' };
      }
    }
    return wish;
  }

  function stateNamed(word) {
    return STATES.filter(function (state) { return WORDS[state].indexOf(word) >= 0; })[0] || '';
  }

  /* Names before certificate numbers: the first column is often a plain count. */
  function meant(cells) {
    var byName = rows.filter(function (row) { return cells.map(plain).indexOf(plain(row.name)) >= 0; });
    return byName.length > 0 ? byName : rows.filter(function (row) { return cells.indexOf(row.number) >= 0; });
  }

  function report(done, faults) {
    pasted.hidden = false;
    pasted.textContent = '已按粘贴的内容标出 ' + done + ' 人。' + (faults.length > 0 ? '另有 ' + faults.length + ' 行没有用上：' : '');
    if (faults.length === 0) return;
    var list = document.createElement('ul');
    faults.forEach(function (fault) {
      list.appendChild(document.createElement('li')).textContent = fault;
    });
    pasted.appendChild(list);
  }

  /* Saving: changed lines only, with what the server had when they were shown */

  function scheduleSave(delay) {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  }

  function ready() {
    return rows.filter(function (row) { return isDirty(row) && !isWaiting(row) && !row.problem; });
  }

  /* The first save takes the whole sheet: what was proposed for a line may have changed since the page was opened. */
  function toSend() {
    if (isTaken) return ready();
    return rows.filter(function (row) { return !row.frozen && !row.problem && (!isDirty(row) || !isWaiting(row)); });
  }

  function save() {
    clearTimeout(timer);
    if (saving) return;
    if (ready().length === 0) return showState();
    var sent = toSend().map(function (row) { return { row: row, mark: markOf(row) }; });
    saving = true;
    stateLine.textContent = '正在保存…';
    post(sent)
      .then(function (answer) { settle(sent, answer); })
      .catch(function (fault) { fail(fault && fault.words ? fault.words : '连不上服务器'); })
      .then(function () { saving = false; rows.forEach(refresh); if (failures === 0 && ready().length > 0) scheduleSave(0); });
  }

  function post(sent) {
    var body = new URLSearchParams();
    body.append('_csrf', form.elements._csrf.value);
    sent.forEach(function (item) {
      var parts = item.mark.split('\t');
      body.append('state-' + item.row.id, parts[0]);
      body.append('reason-' + item.row.id, parts[1]);
      body.append('approver-' + item.row.id, parts[2]);
      body.append('was-' + item.row.id, item.row.was.value);
    });
    return fetch(window.location.pathname, { method: 'POST', credentials: 'same-origin', headers: { accept: 'application/json' }, body: body })
      .then(function (response) {
        var isJson = (response.headers.get('content-type') || '').indexOf('application/json') === 0;
        if (isJson) return response.json();
        if (response.status >= 500) throw { words: '服务器出了故障' };
        return renewToken();
      });
  }

  /* The page has outlived its session: after signing in again elsewhere its token is taken from a fresh page. */
  function renewToken() {
    return fetch(window.location.href, { credentials: 'same-origin' })
      .then(function (response) { return response.text(); })
      .then(function (text) {
        var fresh = new DOMParser().parseFromString(text, 'text/html').querySelector('#attendance [name=_csrf]');
        if (!fresh) throw { words: '登录已经过期。请在新窗口登录，这里会自动再试' };
        form.elements._csrf.value = fresh.value;
        return { again: true };
      });
  }

  function settle(sent, answer) {
    if (answer.again) {
      if (renewed) throw { words: '没有保存成功' };
      renewed = true;
      return scheduleSave(0);
    }
    renewed = false;
    if (answer.fault) throw { words: answer.fault };
    failures = 0;
    if (answer.refused) return halt(answer.refused);
    if (answer.problems) return answer.problems.forEach(showProblem);
    isTaken = true;
    sent.forEach(function (item) {
      item.row.was.value = item.mark;
      var parts = item.mark.split('\t');
      if (parts[0] === 'leave') lastApprover = parts[2];
    });
    showState(answer.savedAt);
  }

  function fail(words) {
    var wait = RETRY_SECONDS[Math.min(failures, RETRY_SECONDS.length - 1)];
    failures += 1;
    stateLine.textContent = '还有 ' + rows.filter(isDirty).length + ' 人没有保存：' + words + '。' + wait + ' 秒后再试。';
    scheduleSave(wait * 1000);
  }

  /* Said no to for good, such as a term that has ended: asking again would not help. */
  function halt(words) {
    failures = 1;
    stateLine.textContent = '没有保存：' + words;
  }

  function showState(savedAt) {
    var waiting = rows.filter(function (row) { return isDirty(row) && isWaiting(row); });
    var stuck = rows.filter(function (row) { return row.problem; });
    var words = savedAt ? '已保存 ' + savedAt : isTaken ? '' : '还没有登记';
    if (waiting.length > 0) words += '　' + waiting.length + ' 人请假还差事由或批准人，没有保存';
    if (stuck.length > 0) words += '　' + stuck.length + ' 人没有保存，见表中的说明';
    if (words !== '') stateLine.textContent = words;
  }

  function showProblem(problem) {
    var row = rows.filter(function (one) { return Number(one.id) === problem.deputy; })[0];
    if (!row) return;
    row.problem = problem;
    row.note.textContent = '';
    var words = row.note.appendChild(document.createElement('span'));
    words.className = 'field-error';
    words.textContent = problem.text;
    if (problem.theirs !== undefined) offer(row, problem.theirs);
    say(problem.text);
    showState();
  }

  /* Somebody else has changed the line: nothing is lost, and a person decides. */
  function offer(row, theirs) {
    button(row, '保留对方的', function () { row.was.value = theirs; row.problem = clearProblem(row); showMark(row, theirs); });
    button(row, '改成我填的', function () { row.was.value = theirs; row.problem = clearProblem(row); });
  }

  function button(row, words, choose) {
    var made = row.note.appendChild(document.createElement('button'));
    made.type = 'button';
    made.className = 'button plain';
    made.textContent = words;
    made.addEventListener('click', function () { choose(); goTo(row); scheduleSave(0); });
  }

  /* The next mark tries again; a conflict that was not decided comes back with the answer. */
  function clearProblem(row) {
    row.note.textContent = row.frozen ? row.note.textContent : '';
    return null;
  }

  /* Setting up */

  function build() {
    form.classList.add('live');
    table.setAttribute('role', 'grid');
    table.setAttribute('aria-describedby', 'sheet-hint');
    document.querySelector('.sheet-keys').hidden = false;
    document.querySelector('.sheet-find').hidden = false;
    rows.forEach(function (row) {
      row.cell.setAttribute('role', 'gridcell');
      row.cell.tabIndex = row === active ? 0 : -1;
      var choices = row.cell.firstElementChild;
      row.cell.id = choices.id;
      choices.removeAttribute('id');
      choices.setAttribute('aria-hidden', 'true');
      row.radios.forEach(function (radio) { radio.tabIndex = -1; });
      row.reason.tabIndex = row.approver.tabIndex = -1;
    });
    rows.forEach(refresh);
  }

  function rowAt(target) {
    var tr = target.closest ? target.closest('tbody tr') : null;
    return tr ? rows[tr.sectionRowIndex] : null;
  }

  table.addEventListener('keydown', function (event) {
    var row = rowAt(event.target);
    if (!row) return;
    if (event.target === row.reason || event.target === row.approver) onFieldKey(event, row);
    else if (event.target === row.cell) onCellKey(event);
  });
  table.addEventListener('focusin', function (event) {
    var row = rowAt(event.target);
    if (row && row !== active) activate(row);
    if (row && (event.target === row.reason || event.target === row.approver)) markOnEntry = markOf(row);
  });
  table.addEventListener('click', function (event) {
    var row = rowAt(event.target);
    if (!row) return;
    if (event.target.type === 'radio') { if (document.activeElement === event.target) row.cell.focus(); }
    else if (!event.target.closest('input, button, label')) goTo(row);
  });
  table.addEventListener('change', function (event) {
    var row = rowAt(event.target);
    if (event.target.type === 'radio') return pick(row, event.target.value);
    var last = history[history.length - 1];
    if (!last || last[0].row !== row) remember([{ row: row, mark: markOnEntry }]);
    row.problem = clearProblem(row);
    refresh(row);
    scheduleSave(0);
  });
  table.addEventListener('input', function (event) {
    var row = rowAt(event.target);
    if (row && event.target.type !== 'radio') refresh(row);
  });

  /* By mouse or finger: the browser has checked the button already. */
  function pick(row, state) {
    forgetTyped();
    remember([{ row: row, mark: row.shown }]);
    applyState(row, state);
    say(row.name + ' ' + LABELS[state]);
    activate(row);
    if (state === 'leave') row.reason.focus();
    else row.cell.focus();
    scheduleSave(300);
  }

  findBox.addEventListener('keydown', onFindKey);
  findBox.addEventListener('input', function () { search(findBox.value); });
  form.addEventListener('paste', onPaste);
  form.addEventListener('submit', function () { leaving = true; });
  window.addEventListener('online', save);
  /* Back from the window in which somebody signed in again. */
  window.addEventListener('focus', function () { if (failures > 0) save(); });
  window.addEventListener('beforeunload', function (event) {
    if (leaving || !rows.some(isDirty)) return;
    save();
    event.preventDefault();
    event.returnValue = '';
  });

  build();
  if (!form.hasAttribute('data-wrong')) active.cell.focus({ preventScroll: true });
})();
