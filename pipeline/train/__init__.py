"""Training: from a corpus to the small NER models in ``models/ner``.

``silver`` labels sentences by registry and rules and puts generated names (``names``) into them, ``fit_hanlp`` and
``fit_spacy`` train, ``export`` writes the HanLP network as ONNX, ``card`` says what was done; ``run`` is all of it.
Nothing here changes a row: what the trained files in ``models/ner`` change is in ``pipeline_version`` by their bytes.
"""
