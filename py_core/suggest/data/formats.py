"""File formats that products are sold in, by the endings of their names."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SAME = {"jpg": "jpeg", "tif": "tiff", "htm": "html", "yml": "yaml", "mid": "midi"}
"""Other endings of formats that are listed under one."""

ALWAYS = _words(
    """
    pdf epub mobi azw3 djvu docx docm dotx xlsx xlsm xltx pptx potx odt ods odp rtf csv tsv json xml yaml
    html css md txt ics psd psb abr atn asl svg eps png jpeg gif webp avif heic tiff bmp ico indd idml indt
    afdesign afphoto afpub procreate brushset cdr skp ttf otf woff woff2 eot dng cr2 cr3 nef arw orf rw2 xmp
    lrtemplate dcp icc mp3 wav flac aac m4a ogg aiff midi rx2 nki sfz sf2 fxp flp logicx ptx exs24 mp4 mov
    avi mkv webm m4v mxf mogrt prproj aep ffx srt vtt fbx obj stl glb gltf usdz c4d ztl zpr lwo 3ds 3mf gcode
    dwg dxf f3d unitypackage uasset vrm rar 7z gz dmg exe msi apk vst vst3 aax hdr exr sbsar sbs vp3 jef
    ipynb sql php jsx tsx cpp
    """
)
"""Endings that mean the format however they are written."""

IN_CAPITALS = _words(
    """
    ai raw key pages numbers doc xls ppt zip sketch fig lut cube max rvt aif au ase aco grd psp cdx act bat
    sh py rb rs cs ts js ma mb step exp dst pat rex blend clap opus jar tar als adg adv alp pes hus java
    swift xd dae iges drp kt
    """
)
"""Endings that are words in some language, too: they count in capitals or behind a stop."""
