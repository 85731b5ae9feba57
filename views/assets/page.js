/* Quicker, never needed: focus on the error summary, printing by button, a word before the session ends. */
(function () {
  var summary = document.querySelector('.error-summary');
  if (summary) summary.focus();
  document.addEventListener('click', function (event) {
    if (event.target.closest && event.target.closest('[data-print]')) window.print();
  });

  var end = document.querySelector('[data-session-end]');
  if (!end) return;
  var stay = end.querySelector('[data-stay]');
  function wait() {
    end.hidden = true;
    setTimeout(function () { end.hidden = false; }, Number(end.getAttribute('data-session-end')) * 1000);
  }
  wait();
  /* Any page that is asked for puts the end off; what is being typed stays where it is. */
  if (stay)
    stay.addEventListener('click', function (event) {
      event.preventDefault();
      var request = new XMLHttpRequest();
      request.open('GET', stay.getAttribute('href'));
      request.onload = function () {
        var isIn = request.status === 200 && (request.responseURL || '').indexOf('/login') < 0;
        if (isIn) wait();
        else end.querySelector('p').textContent = '已经自动退出。内容还在这一页上：请照常提交，系统会请您重新登录，写的不会丢。';
      };
      request.send();
    });
})();
