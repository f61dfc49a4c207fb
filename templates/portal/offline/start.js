/* The page at the top of an unpacked package is only the way to the portal. */
"use strict";

location.replace("portal/index.html");
