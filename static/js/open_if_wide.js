if (matchMedia("(min-width: 901px)").matches) document.currentScript.parentElement.open = true;
