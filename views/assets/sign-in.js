/* Turns the code on the wall. Without this file the page loads itself anew every 20 seconds. */
(function () {
  'use strict';
  var wall = document.getElementById('sign-in');
  if (!wall || !window.fetch) return;
  var qr = document.getElementById('sign-in-qr');
  var digits = document.getElementById('sign-in-digits');
  var state = document.getElementById('sign-in-state');
  var RETRY = 3000;

  function show(code) {
    var side = code.size + 8;
    qr.setAttribute('viewBox', '-4 -4 ' + side + ' ' + side);
    qr.querySelector('rect').setAttribute('width', side);
    qr.querySelector('rect').setAttribute('height', side);
    qr.querySelector('path').setAttribute('d', code.path);
    digits.textContent = code.digits.slice(0, 3) + ' ' + code.digits.slice(3);
    document.getElementById('sign-in-count').textContent = code.count;
    document.getElementById('sign-in-due').textContent = code.due;
    state.textContent = '';
  }

  /* An old code is worse than none: it would be refused. */
  function hide(words) {
    qr.querySelector('path').setAttribute('d', '');
    digits.textContent = '';
    state.textContent = words;
  }

  function turn() {
    fetch(wall.getAttribute('data-code'), { credentials: 'same-origin', headers: { accept: 'application/json' } })
      .then(function (response) {
        var isJson = (response.headers.get('content-type') || '').indexOf('application/json') === 0;
        if (!isJson) throw { words: '登录已经过期，请重新登录' };
        return response.json();
      })
      .then(function (code) {
        if (!code.open) return hide('签到已经结束');
        show(code);
        setTimeout(turn, code.next + 50);
      })
      .catch(function (fault) {
        hide(fault && fault.words ? fault.words : '连不上服务器，正在重试…');
        setTimeout(turn, RETRY);
      });
  }

  setTimeout(turn, Number(wall.getAttribute('data-next')) + 50);
})();
