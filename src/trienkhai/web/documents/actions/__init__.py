from trienkhai.web.documents.actions._all import *  # noqa: F403
