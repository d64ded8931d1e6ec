"""A part of Gumroad's tree of categories: enough for a lively shop. No I/O here."""

from py_core.values import Value


class Taxon(Value):
    """One category. `path` is what `category` shows, `design/icons`."""

    id: int
    path: str
    label: str
    parent_id: int | None


_TREE: tuple[tuple[int, str, str], ...] = (
    (1, "other", "Other"),
    (2, "3d", "3D"),
    (3, "3d/assets", "3D Assets"),
    (4, "3d/textures", "Textures"),
    (10, "audio", "Audio"),
    (11, "audio/sound-design", "Sound Design"),
    (20, "business-and-money", "Business & Money"),
    (21, "business-and-money/entrepreneurship", "Entrepreneurship"),
    (22, "business-and-money/marketing-and-sales", "Marketing & Sales"),
    (23, "business-and-money/personal-finance", "Personal Finance"),
    (60, "design", "Design"),
    (61, "design/branding", "Branding"),
    (62, "design/fonts", "Fonts"),
    (63, "design/graphics", "Graphics"),
    (66, "design/icons", "Icons"),
    (67, "design/print-and-packaging", "Print & Packaging"),
    (68, "design/ui-and-web", "UI & Web"),
    (69, "design/wallpapers", "Wallpapers"),
    (80, "drawing-and-painting", "Drawing & Painting"),
    (81, "drawing-and-painting/brushes", "Brushes"),
    (90, "education", "Education"),
    (91, "education/classes", "Classes"),
    (92, "education/templates", "Templates"),
    (100, "fiction-books", "Fiction Books"),
    (120, "music-and-sound-design", "Music & Sound Design"),
    (121, "music-and-sound-design/instruments", "Instruments"),
    (122, "music-and-sound-design/samples", "Samples"),
    (140, "photography", "Photography"),
    (141, "photography/presets", "Presets"),
    (160, "self-improvement", "Self Improvement"),
    (161, "self-improvement/productivity", "Productivity"),
    (180, "software-development", "Software Development"),
    (181, "software-development/programming", "Programming"),
    (182, "software-development/web-development", "Web Development"),
    (200, "writing-and-publishing", "Writing & Publishing"),
    (201, "writing-and-publishing/guides", "Guides"),
)

_ID_OF_PATH = {path: number for number, path, _ in _TREE}
TAXA: tuple[Taxon, ...] = tuple(
    Taxon(id=number, path=path, label=label, parent_id=_ID_OF_PATH.get(path.rpartition("/")[0]))
    for number, path, label in _TREE
)
BY_ID = {taxon.id: taxon for taxon in TAXA}
BY_PATH = {taxon.path: taxon for taxon in TAXA}
