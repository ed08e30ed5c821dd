/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* check.h - checking layouts, and where in them a mistake is. Private to the
 * catalogue. */
#ifndef WDM_CATALOGUE_CHECK_H
#define WDM_CATALOGUE_CHECK_H

#include "layout.h"

/* wdm_layout_check, which also says where the mistake stands: in the layout's text,
 * in that of a structure, or in neither (NULL: in what was packed). */
bool wdm_layout_check_at(const struct wdm_layout *layout, struct wdm_error *error,
                         const char **wrong);

/* The same for a structure, as far as it can be checked without those around it:
 * its notation and the names of its fields. */
bool wdm_structure_check_at(const struct wdm_layout *layout, const struct wdm_structure *structure,
                            struct wdm_error *error, const char **wrong);

#endif
