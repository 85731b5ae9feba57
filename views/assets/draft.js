/* What is typed is kept on the server every ten seconds and offered again. The form works without this. */
(function () {
  var form = document.querySelector('form[data-draft]');
  if (!form || !window.XMLHttpRequest) return;
  var state = form.querySelector('[data-draft-state]');
  var isSent = false;
  var sending = null;
  var saved = typed();

  function typed() {
    var parts = [];
    for (var i = 0; i < form.elements.length; i += 1) {
      var field = form.elements[i];
      if (!field.name || field.name === '_key' || field.type === 'file' || field.type === 'submit') continue;
      if (field.type === 'radio' && !field.checked) continue;
      parts.push(encodeURIComponent(field.name) + '=' + encodeURIComponent(field.value));
    }
    return parts.join('&');
  }

  function say(words) {
    if (state && state.textContent !== words) state.textContent = words;
  }

  function answered(request, text) {
    sending = null;
    if (isSent) return;
    var answer = null;
    try {
      if (request.status === 200) answer = JSON.parse(request.responseText);
    } catch (error) {
      answer = null;
    }
    if (answer && answer.savedAt) {
      saved = text;
      say('已自动保存 ' + answer.savedAt + '，换手机、关掉页面都能接着写。');
    } else if (request.status === 0) say('网络不通，暂时没有保存。请不要关掉这一页。');
    else say('登录已经过期，暂时没有保存。请照常点“下一步”，系统会请您重新登录，写的内容不会丢。');
  }

  function save() {
    var text = typed();
    if (isSent || sending || text === saved) return;
    var request = new XMLHttpRequest();
    sending = request;
    request.open('POST', form.getAttribute('data-draft'));
    request.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
    request.onloadend = function () {
      answered(request, text);
    };
    request.send(text);
  }

  setInterval(save, 10000);
  document.addEventListener('visibilitychange', function () {
    if (document.visibilityState === 'hidden') save();
  });
  form.addEventListener('submit', function () {
    isSent = true;
    if (sending) sending.abort();
  });
  window.addEventListener('pageshow', function (event) {
    if (event.persisted) isSent = false;
  });

  /* A day is tapped or typed: the one puts out the other. */
  var day = form.querySelector('input[name="occurredOn"]');
  form.addEventListener('change', function (event) {
    var target = event.target;
    if (day && target.name === 'on' && target.value !== 'other') day.value = '';
  });
  if (day)
    day.addEventListener('input', function () {
      var other = form.querySelector('input[name="on"][value="other"]');
      if (other && day.value !== '') other.checked = true;
    });
})();
