/*
 * Reviewing filings by keyboard: C confirms and goes on, R opens the return with its reason, N goes on, 1–9 choose a
 * grade; Ctrl+Enter sends the reason. Without this file the page does the same by its buttons and links.
 */
(function () {
  'use strict';
  var form = document.getElementById('review-confirm');
  var back = document.getElementById('review-return');
  var next = document.getElementById('review-next');
  var keys = document.getElementById('review-keys');
  if (!keys || !window.addEventListener) return;

  /* What was pressed for the filing before must not decide on one that nobody has seen. */
  var BLIND_MS = 500;
  var shownAt = Date.now();
  var sent = false;
  keys.hidden = false;

  function isTyping(target) {
    return /^(?:TEXTAREA|SELECT)$/.test(target.tagName) || (target.tagName === 'INPUT' && target.type !== 'radio');
  }

  function press(button) {
    if (!button || sent) return;
    sent = true;
    button.click();
    /* A form that the browser holds back, or a page that comes out of its memory, can be sent again. */
    setTimeout(function () { sent = false; }, 2000);
  }

  function chooseGrade(number) {
    var radios = form ? form.querySelectorAll('input[type=radio]') : [];
    if (radios.length < number) return false;
    radios[number - 1].checked = true;
    radios[number - 1].focus();
    return true;
  }

  function openReturn() {
    if (!back) return;
    back.open = true;
    back.querySelector('textarea').focus();
  }

  var ACTIONS = {
    c: function () { press(form && form.querySelector('button')); },
    r: openReturn,
    n: function () { if (next) next.click(); },
  };

  document.addEventListener('keydown', function (event) {
    if (event.repeat || event.altKey || event.metaKey || event.isComposing) return;
    if (event.ctrlKey) {
      if (event.key === 'Enter' && back && back.contains(event.target)) press(back.querySelector('button'));
      return;
    }
    if (isTyping(event.target) || Date.now() - shownAt < BLIND_MS) return;
    var key = String(event.key).toLowerCase();
    if (/^[1-9]$/.test(key)) {
      if (chooseGrade(Number(key))) event.preventDefault();
    } else if (Object.prototype.hasOwnProperty.call(ACTIONS, key)) {
      event.preventDefault();
      ACTIONS[key]();
    }
  });
})();
