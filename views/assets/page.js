/* Quicker, never needed: focus on the error summary, printing by button. */
(function () {
  var summary = document.querySelector('.error-summary');
  if (summary) summary.focus();
  document.addEventListener('click', function (event) {
    if (event.target.closest && event.target.closest('[data-print]')) window.print();
  });
})();
